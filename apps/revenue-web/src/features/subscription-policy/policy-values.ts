import type { SubscriptionPolicy } from '@revenue/billing-core/subscriptions';

const DAYS = ['grace_days', 'trial_notice_days', 'renewal_notice_days'] as const;
type Days = (typeof DAYS)[number];

/** As typed: days are text. */
export type PolicyValues = Omit<SubscriptionPolicy, Days | 'version'> & Record<Days, string>;

export function policyValues({ version: _, ...policy }: SubscriptionPolicy): PolicyValues {
  return {
    ...policy,
    ...(Object.fromEntries(DAYS.map((name) => [name, String(policy[name])])) as Record<Days, string>),
  };
}

/** What is no number stays the text it is, and is refused as that. */
export function sentPolicy(values: PolicyValues) {
  const number = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.trim());
  return { ...values, ...Object.fromEntries(DAYS.map((name) => [name, number(values[name])])) };
}
