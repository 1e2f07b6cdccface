import { describe, expect, it } from 'vitest';
import { changeNoun, madeWords } from './made-words.ts';

const change = (kind: string, from_plan: string | null, to_plan: string | null) => ({
  ...{ id: 'c', kind, effective_on: '2026-01-10', subscription_id: 's', from_plan, to_plan },
});
const byHand = { import_id: null, billing_run_id: null, replaces: null, subscription_change: null };

describe('how an invoice was made', () => {
  it('is by which change of which plan', () => {
    expect(changeNoun(change('plan_change', 'Starter', 'Pro'))).toBe('change from Starter to Pro');
    expect(changeNoun(change('plan_change', 'Pro', 'Pro'))).toBe('change of Pro');
    expect(changeNoun(change('quantity', 'Pro', 'Pro'))).toBe('change of quantity of Pro');
    expect(changeNoun(change('cancel', 'Pro', null))).toBe('end of Pro');
    expect(changeNoun(change('trial', null, null))).toBe('change of a subscription');
    expect(madeWords({ ...byHand, subscription_change: change('resume', 'Pro', 'Pro') })).toBe(
      'Made by the resumption of Pro',
    );
  });

  it('is by a run, a file, in place of another, or by hand', () => {
    expect(madeWords({ ...byHand, billing_run_id: 'r' })).toBe('Made by a billing run');
    expect(madeWords({ ...byHand, import_id: 'i' })).toBe('Imported from a file');
    expect(madeWords({ ...byHand, replaces: { id: 'v', invoice_number: 'INV-7' } })).toBe(
      'Bills again what INV-7 billed',
    );
    expect(madeWords(byHand)).toBe('Written by hand');
  });
});
