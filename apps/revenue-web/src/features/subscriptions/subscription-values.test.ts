import type { Plan } from '@revenue/billing-core/catalog';
import { describe, expect, it } from 'vitest';
import { newSubscription, sentSubscription } from './subscription-values.ts';

const component = (id: string, kind: string, pricing: object) => ({ id, name: id, kind, timing: 'advance', pricing });
const plan = {
  latest_version: {
    components: [
      component('base', 'recurring', { model: 'flat', amount: 100 }),
      component('seats', 'recurring', { model: 'per_unit', unit_amount: 10 }),
      component('calls', 'usage', { model: 'graduated', tiers: [{ up_to: null, unit_amount: 1 }] }),
    ],
  },
} as unknown as Plan;

const sent = (values: Partial<ReturnType<typeof newSubscription>>) =>
  sentSubscription({ ...newSubscription('customer', 'plan'), ...values }, plan);

describe('a new subscription as it is sent', () => {
  it('says nothing of what was left empty', () => {
    const { trial_without_method, ...rest } = sent({});
    expect(rest).toMatchObject({ customer_id: 'customer', plan_id: 'plan', quantities: [] });
    for (const name of ['prices', 'trial_days', 'contract', 'discount']) expect(rest).not.toHaveProperty(name);
  });

  it('has quantities and prices of components of the plan alone, also after another plan was chosen', () => {
    const typed = sent({ quantities: { seats: ' 5 ', gone: '9' }, prices: { base: '80', seats: '', gone: '1' } });
    expect(typed.quantities).toEqual([{ component_id: 'seats', quantity: '5' }]);
    expect(typed.prices).toMatchObject([{ component_id: 'base', pricing: { model: 'flat', amount: '80' } }]);
  });

  it('has the terms that were agreed', () => {
    expect(
      sent({
        trial_days: '14',
        contract: { periods: '12', at_end: 'expire' },
        discount: { kind: 'percent', percent_off: '10', amount_off: '7', ends_on: '2026-06-01' },
      }),
    ).toMatchObject({
      trial_days: 14,
      contract: { periods: 12, at_end: 'expire' },
      discount: { percent_off: '10', ends_on: '2026-06-01' },
    });
  });

  it('keeps what is no number as it was typed, to be refused as that', () => {
    expect(sent({ trial_days: 'soon' })).toMatchObject({ trial_days: 'soon' });
  });
});
