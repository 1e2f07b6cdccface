import { describe, expect, it } from 'vitest';
import { tickStep } from './tick-step.ts';

describe('tickStep', () => {
  it.each([
    [7250, 2500],
    [3, 1],
    [100, 50],
    [0.9, 0.5],
    [0, 1],
  ])('covers %d with three steps of %d', (largest, step) => {
    expect(tickStep(largest)).toBeCloseTo(step);
  });
});
