import { expect, test } from 'vitest';
import { ChangePolicy, CreateSubscription, DEFAULT_CHANGE_POLICY, ListSubscriptions } from './index.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a subscription is to a plan or to one of its versions', () => {
  const accepts = (more: object) => CreateSubscription.safeParse({ customer_id: id, ...more }).success;
  expect(accepts({ plan_id: id })).toBe(true);
  expect(accepts({ plan_version_id: id })).toBe(true);
  expect(accepts({ plan_id: id, plan_version_id: id })).toBe(false);
  const { error } = CreateSubscription.safeParse({ customer_id: id });
  expect(error?.issues).toMatchObject([{ path: ['plan_id'], message: 'give plan_id or plan_version_id, one of them' }]);
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
