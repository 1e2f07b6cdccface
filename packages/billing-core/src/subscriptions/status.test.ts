import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/index.ts';
import {
  assertSubscriptionTransition,
  canTransitionSubscription,
  isBilledSubscription,
  isLiveSubscription,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
  transitionSubscription,
} from './index.ts';

// From, and for each status in the order of the list whether it can become that: x it can.
const TABLE: Record<SubscriptionStatus, string> = {
  // incomplete trialing active past_due paused canceled expired
  incomplete: '-xx--xx',
  trialing: '--xxxxx',
  active: '---xxxx',
  past_due: '--x-xxx',
  paused: '-xx--xx',
  canceled: '-------',
  expired: '-------',
};

const REMEDIES: Record<string, string> = {
  same: 'already; there is nothing to do.',
  ended: 'start a new subscription.',
  incomplete: 'Only a new subscription waits for its first payment; start one.',
  unpaid: 'collect it, or cancel.',
  trial: 'A trial is given at the start; credit the customer instead.',
  paused: 'Resume it first.',
};

function failure(from: SubscriptionStatus, to: SubscriptionStatus) {
  try {
    assertSubscriptionTransition(from, to);
  } catch (error) {
    if (isBillingError(error)) return error;
  }
  return null;
}

function remedyOf(from: SubscriptionStatus, to: SubscriptionStatus): string | undefined {
  if (from === to) return REMEDIES.same;
  if (from === 'canceled' || from === 'expired') return REMEDIES.ended;
  if (to === 'incomplete') return REMEDIES.incomplete;
  if (from === 'incomplete') return REMEDIES.unpaid;
  return to === 'trialing' ? REMEDIES.trial : REMEDIES.paused;
}

describe('the status of a subscription', () => {
  test.each(SUBSCRIPTION_STATUSES)('from %s goes where the table says, and nowhere else', (from) => {
    const reached = SUBSCRIPTION_STATUSES.map((to) => (canTransitionSubscription(from, to) ? 'x' : '-')).join('');
    expect(reached).toBe(TABLE[from]);
    for (const to of SUBSCRIPTION_STATUSES) {
      const error = failure(from, to);
      if (canTransitionSubscription(from, to)) {
        expect(error).toBeNull();
        expect(transitionSubscription(from, to)).toBe(to);
        continue;
      }
      const possible = SUBSCRIPTION_STATUSES.filter((_, index) => TABLE[from][index] === 'x');
      expect(error).toMatchObject({ code: 'illegal_transition', kind: 'illegal_state' });
      expect(error?.message).toContain(`that is ${from} cannot become ${to}; possible: `);
      expect(error?.message).toContain(`possible: ${possible.join(', ') || 'nothing'}. `);
      expect(error?.message.endsWith(remedyOf(from, to) ?? '?')).toBe(true);
      expect(error?.details).toEqual({ from, to, possible });
    }
  });

  test('goes on until it is canceled or expired', () => {
    expect(SUBSCRIPTION_STATUSES.filter(isLiveSubscription)).toEqual([
      'incomplete',
      'trialing',
      'active',
      'past_due',
      'paused',
    ]);
  });

  test('is billed period after period in a trial, active, and behind with a payment', () => {
    expect(SUBSCRIPTION_STATUSES.filter(isBilledSubscription)).toEqual(['trialing', 'active', 'past_due']);
  });
});
