import type { Plan } from '@revenue/billing-core/catalog';
import { describe, expect, it } from 'vitest';
import { EnrolmentForm, newSubscription, sentSubscription, withoutBegun } from './subscription-values.ts';

const component = (id: string, kind: string, pricing: object) => ({ id, name: id, kind, timing: 'advance', pricing });
const monthly = { currency: 'USD', interval: 'month', interval_count: 1 };
const plan = {
  id: 'plan',
  kind: 'plan',
  latest_version: {
    ...monthly,
    components: [
      component('base', 'recurring', { model: 'flat', amount: 100 }),
      component('seats', 'recurring', { model: 'per_unit', unit_amount: 10 }),
      component('calls', 'usage', { model: 'graduated', tiers: [{ up_to: null, unit_amount: 1 }] }),
    ],
  },
} as unknown as Plan;
const addOn = (id: string, terms: object) =>
  ({
    id,
    kind: 'addon',
    latest_version: {
      ...monthly,
      ...terms,
      components: [component(`${id}-desks`, 'recurring', { model: 'per_unit', unit_amount: 9 })],
    },
  }) as unknown as Plan;
const offered = [plan, addOn('support', {}), addOn('euro', { currency: 'EUR' })];

const sent = (values: Partial<ReturnType<typeof newSubscription>>) =>
  sentSubscription({ ...newSubscription('customer', 'plan'), ...values }, offered);

describe('a new subscription as it is sent', () => {
  it('says nothing of what was left empty', () => {
    const { trial_without_method, ...rest } = sent({});
    expect(rest).toMatchObject({ customer_id: 'customer', plan_id: 'plan', quantities: [] });
    for (const name of ['add_ons', 'prices', 'one_off_items', 'trial_days', 'contract', 'discount'])
      expect(rest).not.toHaveProperty(name);
  });

  it('has quantities and prices of components of the plan alone, also after another plan was chosen', () => {
    const typed = sent({ quantities: { seats: ' 5 ', gone: '9' }, prices: { base: '80', seats: '', gone: '1' } });
    expect(typed.quantities).toEqual([{ component_id: 'seats', quantity: '5' }]);
    expect(typed.prices).toMatchObject([{ component_id: 'base', pricing: { model: 'flat', amount: '80' } }]);
  });

  it('has the add-ons that go with the plan, with their quantities', () => {
    const typed = sent({ add_on_ids: ['support', 'euro'], quantities: { 'support-desks': '2', 'euro-desks': '3' } });
    expect(typed).toMatchObject({
      add_ons: [{ plan_id: 'support' }],
      quantities: [{ component_id: 'support-desks', quantity: '2' }],
    });
    expect(typed).not.toHaveProperty('add_on_ids');
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

  it('has items that are charged once, each whole; what is begun is not previewed', () => {
    const training = { description: 'Training', quantity: '2', unit_price: '50' };
    const one_off_items = [training, { description: 'Device', quantity: '', unit_price: ' ' }];
    expect(sent({ one_off_items }).one_off_items).toEqual(one_off_items);
    const values = { ...newSubscription('customer', 'plan'), one_off_items };
    expect(withoutBegun(values).one_off_items).toEqual([training]);
    const id = '0190aa00-0000-7000-8000-000000000000';
    const asked = { customer_id: id, plan_id: id, one_off_items: [training, { description: 'Device' }] };
    expect(EnrolmentForm.safeParse(asked).error?.issues).toMatchObject([
      { path: ['one_off_items', 1, 'unit_price'], message: 'Fill this in.' },
    ]);
    expect(EnrolmentForm.safeParse({ ...asked, one_off_items: [training] }).success).toBe(true);
  });

  it('keeps what is no number as it was typed, to be refused as that', () => {
    expect(sent({ trial_days: 'soon' })).toMatchObject({ trial_days: 'soon' });
  });
});
