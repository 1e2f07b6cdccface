import { describe, expect, it } from 'vitest';
import { replaceBlanks } from './wire-resolver.ts';

describe('replaceBlanks', () => {
  it('leaves out what was left empty when something is created', () => {
    expect(replaceBlanks({ name: 'Ada', city: '', items: [{ note: '' }] }, undefined)).toEqual({
      name: 'Ada',
      items: [{}],
    });
  });

  it('clears what was emptied when something is changed', () => {
    expect(replaceBlanks({ city: '', tax_exempt: false }, null)).toEqual({ city: null, tax_exempt: false });
  });
});
