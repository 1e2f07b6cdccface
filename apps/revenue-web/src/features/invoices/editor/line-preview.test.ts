import { describe, expect, it } from 'vitest';
import { previewLine } from './line-preview.ts';

describe('previewLine', () => {
  it('computes a complete line', () => {
    expect(previewLine({ quantity: '3', unit_price: '99.995' }, 'USD')).toEqual({ result: '299.99' });
  });

  it.each([
    ['nothing', {}],
    ['a half-typed price', { quantity: '3', unit_price: '-' }],
  ])('waits for the rest of %s', (_, figures) => {
    expect(previewLine(figures, 'USD')).toBeNull();
  });

  it('says why a line cannot be billed, and does not throw while one types', () => {
    const figures = { quantity: '999999999999', unit_price: '999999999999' };
    expect(previewLine(figures, 'USD')).toEqual({ fault: expect.stringContaining('more than can be stored') });
  });
});
