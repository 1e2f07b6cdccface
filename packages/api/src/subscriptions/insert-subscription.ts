import type { Pricing } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import {
  type Activation,
  type CreateSubscription,
  type StartedSubscription,
  type SubscriptionStatus,
  startSubscription,
} from '@revenue/billing-core/subscriptions';
import { type Interval, startOfDay } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { PlanVersionRow } from '../catalog/plan-view.ts';
import type { OperationContext } from '../context.ts';
import { readDiscount } from '../invoices/asked-discount.ts';
import { presentFields } from '../present-fields.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import type { CustomerRow } from './create-subscription.ts';
import type { CycleRules } from './cycle-rules.ts';
import { recordMrr } from './record-mrr.ts';
import { refuseFinePrices } from './refuse-fine-prices.ts';

type Asked = Pick<CreateSubscription, 'anchor_date' | 'external_id' | 'metadata' | 'quantities'> &
  Partial<
    Pick<CreateSubscription, 'prices' | 'trial_days' | 'trial_without_method' | 'activation' | 'contract' | 'discount'>
  >;

export interface NewSubscription {
  id: string;
  input: Asked;
  customer: CustomerRow;
  version: PlanVersionRow;
  /** Of the plan and of add-ons. */
  components: PlanVersionRow['components'];
  start_date: string;
  cycle: CycleRules;
}

export async function insertSubscription(tx: Tx, ctx: OperationContext, subscription: NewSubscription): Promise<void> {
  const { tenant_id } = ctx;
  const { id, input, customer, version, components, start_date, cycle } = subscription;
  const now = ctx.clock.now();
  const started = startOf(subscription);
  const { cycle_index, trial_end } = started;
  const { external_id = null, metadata = {}, trial_without_method = 'bill', activation = 'at_once' } = input;
  await tx.subscription.create({
    data: {
      tenant_id,
      id,
      customer_id: customer.id,
      plan_version_id: version.id,
      external_id,
      metadata,
      start_date: toDbDate(start_date),
      ...datesOf(started),
      ...contractOf(started),
      ...discountOf(input, version.currency),
      cycle_index,
      next_billing_at: lookedAtFirst(started, customer.time_zone),
      time_zone: customer.time_zone,
      status: statusOf(trial_end, activation),
      activation,
      trial_without_method,
      billing_cycle_id: cycle.billing_cycle_id,
      issue_days_before: cycle.issue_days_before,
      created_at: now,
      updated_at: now,
    },
  });
  const quantities = quantitiesOf(input, components);
  refuseFinePrices(input.prices ?? [], version.currency);
  const prices = pricesOf(input, components);
  await tx.subscriptionItem.createMany({
    data: components.map((component) => ({
      tenant_id,
      id: newId(now),
      subscription_id: id,
      plan_component_id: component.id,
      quantity: quantities.get(component.id) ?? '1',
      created_at: now,
      ...presentFields({ pricing: prices.get(component.id) as Prisma.InputJsonObject | undefined }),
    })),
  });
  await recordMrr(sqlClientOf(tx), ctx, [id]);
}

function statusOf(trial_end: string | null, activation: Activation): SubscriptionStatus {
  if (trial_end !== null) return 'trialing';
  return activation === 'when_paid' ? 'incomplete' : 'active';
}

function startOf({ input, version, components, start_date, cycle, customer }: NewSubscription): StartedSubscription {
  const { trial_days = version.trial_days, contract } = input;
  return startSubscription({
    start_date,
    ...presentFields({ anchor_date: input.anchor_date ?? cycle.anchor_date ?? undefined }),
    issue_days_before: cycle.issue_days_before,
    interval: version.interval as Interval,
    interval_count: version.interval_count,
    time_zone: customer.time_zone,
    components: components.map(({ timing }) => ({ timing: timing as 'advance' | 'arrear' })),
    trial_days,
    ...presentFields({ contract: contract ?? undefined }),
  });
}

function datesOf({ anchor_date, current_period_start, current_period_end, trial_end }: StartedSubscription) {
  return {
    anchor_date: toDbDate(anchor_date),
    current_period_start: toDbDate(current_period_start),
    current_period_end: toDbDate(current_period_end),
    trial_end: trial_end === null ? null : toDbDate(trial_end),
  };
}

function contractOf({ contract }: StartedSubscription) {
  if (contract === null) return {};
  const { periods, at_end, ends_on } = contract;
  return { contract_periods: periods, contract_at_end: at_end, contract_ends_on: toDbDate(ends_on) };
}

/** A trial ends on its day also where nothing is billed in advance: somebody has to look at it then. */
function lookedAtFirst({ next_billing_at, trial_end }: StartedSubscription, timeZone: string): Date | null {
  if (trial_end === null || next_billing_at === null) return next_billing_at;
  const over = startOfDay(trial_end, timeZone);
  return over < next_billing_at ? over : next_billing_at;
}

function discountOf({ discount }: Asked, currency: string) {
  if (!discount) return {};
  const { ends_on } = discount;
  return {
    ...readDiscount(discount, currency, 'discount.'),
    discount_ends_on: ends_on === null ? null : toDbDate(ends_on),
  };
}

function quantitiesOf({ quantities }: Asked, components: NewSubscription['components']): Map<string, string> {
  const fees = new Set(components.filter(({ kind }) => kind !== 'usage').map(({ id }) => id));
  const stray = quantities.findIndex(({ component_id }) => !fees.has(component_id));
  if (stray >= 0) {
    const sentence = 'A quantity is for a recurring or one_time component of the plan, or of an add-on.';
    throw fault(`quantities[${stray}].component_id`, 'is no recurring component of the plan', sentence);
  }
  return new Map(quantities.map(({ component_id, quantity }) => [component_id, quantity]));
}

function pricesOf({ prices = [] }: Asked, components: NewSubscription['components']): Map<string, Pricing> {
  const known = new Set(components.map(({ id }) => id));
  const stray = prices.findIndex(({ component_id }) => !known.has(component_id));
  if (stray >= 0) {
    const sentence = 'A price is for a component of the plan that is subscribed to, or of an add-on.';
    throw fault(`prices[${stray}].component_id`, 'is no component of the plan', sentence);
  }
  return new Map(prices.map(({ component_id, pricing }) => [component_id, pricing]));
}

function fault(path: string, message: string, sentence: string): BillingError {
  return new BillingError('validation_failed', sentence, { errors: [{ path, message }] });
}
