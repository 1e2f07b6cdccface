import { describe, expect, it } from 'vitest';
import { unitsOf } from './words.ts';

describe('unitsOf', () => {
  it.each([
    ['1', 'token', 'token'],
    ['1.000', 'token', 'token'],
    ['2', 'token', 'tokens'],
    ['0', 'token', 'tokens'],
    ['0.5', 'hour', 'hours'],
    ['3', 'tokens', 'tokens'],
    ['3', 'GB', 'GB'],
    ['3', 'kWh', 'kWh'],
    ['3', 'ms', 'ms'],
    ['3', 'h', 'h'],
    ['3', '', ''],
  ])('writes the unit of %s %s as %j', (quantity, unit, written) => {
    expect(unitsOf(quantity, unit)).toBe(written);
  });
});
