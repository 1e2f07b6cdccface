import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../format/create-format.ts';
import { confirmWords } from './effect-words.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });
const nothing: Parameters<typeof confirmWords>[1] = {
  currency: 'USD',
  net: 0,
  invoice: null,
  credit_notes: [],
  refund: 0,
  account_credit: 0,
  waits: false,
  when: 'now',
  effective_on: '2026-02-01',
};
const words = (preview: object) => confirmWords('Change', { ...nothing, ...preview }, format);

describe('what the decisive button says', () => {
  it('is the money that the deed moves, with its tax', () => {
    expect(words({ net: 48.38, invoice: { total: 48.38, net_total: 48.38 } })).toBe('Change and invoice $48.38');
    expect(words({ credit_notes: [{ credited_total: 10 }, { credited_total: 2.5 }] })).toBe('Change and credit $12.50');
    expect(words({ refund: 12, credit_notes: [{ credited_total: 12 }] })).toBe('Change and refund $12.00');
    expect(words({ net: -7, invoice: { total: 3, net_total: 3 }, credit_notes: [{ credited_total: 10 }] })).toBe(
      'Change and invoice $3.00, credit $10.00',
    );
  });

  it('is what a draft that is there already becomes', () => {
    expect(words({ net: -30.75, invoice: { total: 10.25, net_total: 10.25 } })).toBe(
      'Change, the draft invoice becomes $10.25',
    );
  });

  it('is when it takes effect, or which money waits, where none moves now', () => {
    expect(words({ when: 'period_end' })).toBe('Change on Feb 1, 2026');
    expect(words({ when: 'period_end', refund: 12, credit_notes: [{ credited_total: 12 }] })).toBe(
      'Change on Feb 1, 2026 and refund $12.00',
    );
    expect(words({ waits: true, net: 48.38 })).toBe('Change, $48.38 with the next invoice');
    expect(words({})).toBe('Change');
  });
});
