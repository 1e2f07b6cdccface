import { Pricing, type PricingInput } from '../src/catalog/index.ts';
import type {
  ChangedSubscription,
  ChangeLine,
  NewItem,
  PlannedChange,
  SubscribedItem,
} from '../src/subscriptions/index.ts';
import { parseInstant } from '../src/time/index.ts';

/** A fee in advance of so much for a period. */
export function fee(id: string, amount: string | number, more: Partial<NewItem> = {}): NewItem {
  const pricing = { model: 'flat', amount: String(amount) } as PricingInput;
  return item(id, pricing, more);
}

/** Seats at a price each, in advance. */
export function seats(
  id: string,
  unit_amount: string | number,
  quantity: string,
  more: Partial<NewItem> = {},
): NewItem {
  return item(id, { model: 'per_unit', unit_amount: String(unit_amount) } as PricingInput, { quantity, ...more });
}

/** What a meter counted, in arrear. */
export function metered(id: string, unit_amount: string, more: Partial<NewItem> = {}): NewItem {
  const pricing = { model: 'per_unit', unit_amount } as PricingInput;
  return item(id, pricing, { kind: 'usage', timing: 'arrear', meter_id: 'meter', ...more });
}

export function item(id: string, pricing: PricingInput, more: Partial<NewItem> = {}): NewItem {
  return {
    subscription_item_id: id,
    kind: 'recurring',
    name: id,
    timing: 'advance',
    quantity: '1',
    product_id: null,
    meter_id: null,
    pricing: Pricing.parse(pricing),
    ...more,
  };
}

export const JANUARY = { start: '2025-01-01', end: '2025-02-01' };

/** An item that was billed for its service period and paid. */
export function paid(of: NewItem, amount: bigint, more: Partial<SubscribedItem> = {}): SubscribedItem {
  const billed = { line_id: `line of ${of.subscription_item_id}`, amount, paid: amount, credited: 0n };
  return { ...of, service: JANUARY, billed, ...more };
}

export function open(of: NewItem, more: Partial<SubscribedItem> = {}): SubscribedItem {
  return { ...of, service: JANUARY, billed: null, ...more };
}

/** A monthly subscription in January 2025, billed for its advance fees. */
export function monthly(
  items: readonly SubscribedItem[],
  more: Partial<ChangedSubscription> = {},
): ChangedSubscription {
  return {
    status: 'active',
    time_zone: 'UTC',
    currency: 'USD',
    interval: 'month',
    interval_count: 1,
    start_date: '2025-01-01',
    anchor_date: '2025-01-01',
    cycle_index: 0,
    current_period_start: JANUARY.start,
    current_period_end: JANUARY.end,
    next_billing_at: parseInstant('2025-02-01T00:00:00Z'),
    items,
    ...more,
  };
}

/** The subscription as it stands once a change has taken effect. */
export function after(before: ChangedSubscription, change: PlannedChange): ChangedSubscription {
  return { ...before, ...change.subscription, items: change.items };
}

/** Lines to read: `credit basic 2025-01-17 2025-02-01 -4839`. */
export function told(lines: readonly ChangeLine[]): string[] {
  return lines.map(
    (line) => `${line.type} ${line.subscription_item_id} ${line.service_start} ${line.service_end} ${line.amount}`,
  );
}
