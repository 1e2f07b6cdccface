import { Pricing } from '@revenue/billing-core/catalog';
import { fromMinor } from '@revenue/billing-core/money';
import {
  type ChangedSubscription,
  type ChangeMoney,
  type ChangePolicy,
  type NewItem,
  planCancellation,
  planChange,
} from '@revenue/billing-core/subscriptions';
import { parseInstant } from '@revenue/billing-core/time';

/** The examples of the settings: a plan of 100 a month, billed in January, and what happens on the 17th at 9:30. */
const PERIOD = { start: '2026-01-01', end: '2026-02-01' };
const DAY = '2026-01-17';
const MONTHLY = { interval: 'month', interval_count: 1 } as const;
const YEARLY = { interval: 'year', interval_count: 1 } as const;

const fee = (id: string, amount: number): NewItem => ({
  subscription_item_id: id,
  kind: 'recurring',
  name: id,
  timing: 'advance',
  quantity: '1',
  product_id: null,
  meter_id: null,
  pricing: Pricing.parse({ model: 'flat', amount }),
});

function subscribed(price: number, paid: boolean): ChangedSubscription {
  const amount = BigInt(price) * 100n;
  const billed = { line_id: 'january', amount, paid: paid ? amount : 0n, credited: 0n };
  return {
    ...MONTHLY,
    status: 'active',
    time_zone: 'UTC',
    // Whatever the currency of the reader: the examples are in hundredths.
    currency: 'USD',
    start_date: PERIOD.start,
    anchor_date: PERIOD.start,
    cycle_index: 0,
    current_period_start: PERIOD.start,
    current_period_end: PERIOD.end,
    next_billing_at: parseInstant(`${PERIOD.end}T00:00:00Z`),
    items: [{ ...fee('old', price), service: PERIOD, billed }],
  };
}

const at = parseInstant(`${DAY}T09:30:00Z`);
const rounding = { mode: 'half_up' } as const;

type Example = { credit: string; charge: string; net: string; on: string; until: string };

/** Amounts as decimal text; a credit without its sign. */
function exampleOf(money: ChangeMoney & { effective_on: string }, until: string): Example {
  const sum = (type: 'credit' | 'charge') =>
    money.lines.filter((line) => line.type === type).reduce((total, { amount }) => total + amount, 0n);
  const text = (minor: bigint) => fromMinor(minor, 'USD');
  return {
    credit: text(-sum('credit')),
    charge: text(sum('charge')),
    net: text(money.net),
    on: money.effective_on,
    until,
  };
}

function changed(from: number, to: number, policy: Partial<ChangePolicy>, yearly = false): Example {
  const subscription = subscribed(from, true);
  const plan = yearly ? { plan: YEARLY } : {};
  const change = planChange({ subscription, at, rounding, policy, items: [fee('new', to)], ...plan });
  return exampleOf(change, change.subscription.current_period_end);
}

/** From 100 to 200 a month on the day of the example. */
export const upgradeExample = (policy: Partial<ChangePolicy>): Example => changed(100, 200, policy);

/** From 200 to 100 a month. */
export const downgradeExample = (policy: Partial<ChangePolicy>): Example => changed(200, 100, policy);

/** From 100 a month to 1,200 a year. */
export const yearlyExample = (policy: Partial<ChangePolicy>): Example => changed(100, 1200, policy, true);

/** A cancellation at once, with the invoice of January paid or not. */
export function cancellationExample(policy: Partial<ChangePolicy>, paid: boolean): Example {
  const subscription = subscribed(100, paid);
  return exampleOf(planCancellation({ subscription, at, rounding, policy, when: 'now', settle: 'credit' }), PERIOD.end);
}
