import type { Plan } from '@revenue/billing-core/catalog';
import type { Subscription } from '@revenue/billing-core/subscriptions';
import { describe, expect, it } from 'vitest';
import { countedComponents, presentChoice, priceableComponents, sentChange, setUpFees } from './change-choice.ts';

const perUnit = { model: 'per_unit', unit_amount: 10 };
const item = (id: string, plan: string, more: object = {}) => ({
  component_id: id,
  name: id,
  kind: 'recurring',
  quantity: 3,
  pricing: perUnit,
  plan: { id: plan },
  ...more,
});
const subscription = {
  id: 's',
  plan: { id: 'basic' },
  items: [
    item('fee', 'basic', { pricing: { model: 'flat', amount: 5 } }),
    item('seats', 'basic'),
    item('phones', 'telephony', { quantity: 2 }),
  ],
} as unknown as Subscription;
const plan = (id: string, components: object[]) => ({ id, latest_version: { components } }) as unknown as Plan;
const plans = [
  plan('pro', [
    { id: 'pro-seats', name: 'Seats', kind: 'recurring', pricing: perUnit },
    { id: 'calls', name: 'Calls', kind: 'usage', pricing: perUnit },
  ]),
  plan('support', [{ id: 'hours', name: 'Hours', kind: 'recurring', pricing: perUnit }]),
];
const now = presentChoice(subscription);

describe('a change of a subscription as it is chosen', () => {
  it('is none until something is not as it was', () => {
    expect(sentChange(subscription, now, plans)).toBeNull();
    expect(sentChange(subscription, { ...now, quantities: { seats: '3' }, when: 'now' }, plans)).toBeNull();
  });

  it('says only what changes', () => {
    expect(sentChange(subscription, { ...now, quantities: { seats: '5' } }, plans)).toEqual({
      id: 's',
      quantities: [{ component_id: 'seats', quantity: '5' }],
    });
    expect(sentChange(subscription, { ...now, plan_id: 'pro', when: 'period_end' }, plans)).toEqual({
      id: 's',
      plan_id: 'pro',
      when: 'period_end',
    });
  });

  it('asks how many there are of what is chosen, and of nothing that goes', () => {
    const counted = countedComponents(subscription, { ...now, plan_id: 'pro', add_on_ids: ['support'] }, plans);
    expect(counted).toEqual([
      { id: 'pro-seats', name: 'Seats', present: null },
      { id: 'hours', name: 'Hours', present: null },
    ]);
  });

  it('names all add-ons where they are not those it has, also none', () => {
    expect(sentChange(subscription, { ...now, add_on_ids: [] }, plans)).toEqual({ id: 's', add_ons: [] });
    expect(sentChange(subscription, { ...now, add_on_ids: ['telephony', 'support'] }, plans)).toEqual({
      id: 's',
      add_ons: [{ plan_id: 'telephony' }, { plan_id: 'support' }],
    });
  });

  it('charges fees once of what is new where that is chosen, and knows none of what it has', () => {
    const once = { id: 'set-up', name: 'Set-up', kind: 'one_time', pricing: { model: 'flat', amount: 250 } };
    const offered = [plan('pro', [once]), plan('basic', [once])];
    const pro = { ...now, plan_id: 'pro' };
    expect(setUpFees(subscription, pro, offered).map(({ name }) => name)).toEqual(['Set-up']);
    expect(sentChange(subscription, pro, offered)).not.toHaveProperty('set_up_fees');
    expect(sentChange(subscription, { ...pro, set_up_fees: true }, offered)).toMatchObject({ set_up_fees: true });
    const stays = { ...now, set_up_fees: true, quantities: { seats: '5' } };
    expect(sentChange(subscription, stays, offered)).not.toHaveProperty('set_up_fees');
  });

  it('has prices of its own, or those of the plan again, of what has one figure as its price', () => {
    const agreed = {
      ...subscription,
      items: subscription.items.map((one) => ({ ...one, own_price: one.name === 'fee' })),
    };
    const priced = (prices: Record<string, string | null>) => sentChange(agreed, { ...now, prices }, plans)?.prices;
    expect(priceableComponents(agreed, now, plans).map(({ id, own }) => [id, own])).toEqual([
      ['fee', true],
      ['seats', false],
      ['phones', false],
    ]);
    expect(priced({ seats: ' ', phones: null })).toBeUndefined();
    expect(priced({ fee: null, seats: '8', gone: '3' })).toMatchObject([
      { component_id: 'fee', pricing: null },
      { component_id: 'seats', pricing: { model: 'per_unit', unit_amount: '8' } },
    ]);
    expect(priced({ seats: 'x' })).toMatchObject([{ pricing: { unit_amount: 'x' } }]);
  });
});
