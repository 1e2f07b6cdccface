import { expect, test } from 'vitest';
import {
  ChangePolicy,
  CreateSubscription,
  DEFAULT_CHANGE_POLICY,
  ListSubscriptions,
  UpdateSubscription,
} from './index.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a subscription is to a plan or to one of its versions', () => {
  const accepts = (more: object) => CreateSubscription.safeParse({ customer_id: id, ...more }).success;
  expect(accepts({ plan_id: id })).toBe(true);
  expect(accepts({ plan_version_id: id })).toBe(true);
  expect(accepts({ plan_id: id, plan_version_id: id })).toBe(false);
  const { error } = CreateSubscription.safeParse({ customer_id: id });
  expect(error?.issues).toMatchObject([{ path: ['plan_id'], message: 'give plan_id or plan_version_id, one of them' }]);
});

test('a discount takes off a percent or an amount, and something', () => {
  const faults = (discount: object) =>
    (CreateSubscription.safeParse({ customer_id: id, plan_id: id, discount }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );
  for (const given of [{ percent_off: 100 }, { percent_off: '0.5' }, { amount_off: '3.50', percent_off: null }])
    expect(faults(given), JSON.stringify(given)).toEqual([]);
  for (const given of [{}, { percent_off: 10, amount_off: 5 }, { percent_off: null, amount_off: null }])
    expect(faults(given), JSON.stringify(given)).toEqual([
      'discount.percent_off: give percent_off or amount_off, one of them',
    ]);
  for (const percent_off of [0, -1, '100.01'])
    expect(faults({ percent_off })).toEqual(['discount.percent_off: is not above 0 and at most 100']);
  expect(faults({ amount_off: 0 })).toEqual(['discount.amount_off: is 0; a discount takes something off']);
});

test('a change names its plan once, and each item and add-on by one name', () => {
  const paths = (change: object) =>
    (UpdateSubscription.safeParse({ id, ...change }).error?.issues ?? []).map(({ path }) => path.join('.'));
  expect(paths({ plan_id: id, quantities: [{ item_id: id, quantity: 2 }], add_ons: [{ plan_id: id }] })).toEqual([]);
  expect(paths({ plan_id: id, plan_version_id: id })).toEqual(['plan_id']);
  expect(paths({ quantities: [{ quantity: 2 }] })).toEqual(['quantities.0.component_id']);
  expect(paths({ quantities: [{ item_id: id, component_id: id, quantity: 2 }] })).toEqual([
    'quantities.0.component_id',
  ]);
  expect(paths({ add_ons: [{}, { plan_id: id, plan_version_id: id }] })).toEqual([
    'add_ons.0.plan_id',
    'add_ons.1.plan_id',
  ]);
});

test('a policy that says nothing is the default one', () => {
  expect(ChangePolicy.parse({})).toEqual({
    proration: 'day_half_open',
    downgrade: 'period_end',
    credit_cap: 'paid',
    new_period: 'restart',
    invoicing: 'now',
  });
  expect(DEFAULT_CHANGE_POLICY).toEqual(ChangePolicy.parse({}));
  expect(ChangePolicy.safeParse({ proration: 'by_mood' }).success).toBe(false);
});

test('a list asks for one status of those there are', () => {
  expect(ListSubscriptions.safeParse({ status: 'past_due' }).success).toBe(true);
  expect(ListSubscriptions.safeParse({ status: 'gone' }).success).toBe(false);
});
