import type { Portion } from '../catalog/portion.ts';
import { rate } from '../catalog/rate.ts';
import { BillingError } from '../errors/index.ts';
import { type DecimalLike, decimalText, type RoundingMode } from '../money/index.ts';
import { daysBetween, type Period, periodContaining } from '../time/index.ts';
import { measure, midnightOf } from './changes/measure.ts';
import { type ComponentService, componentService } from './component-service.ts';
import type { PlanRenewal, RenewalLine, RenewedComponent } from './plan-renewal.ts';
import type { BilledCycle } from './renewal-cycle.ts';

/** The line of one component for one period; null where there is nothing to say, as for usage that did not happen. */
export function planComponentLine(
  input: PlanRenewal,
  component: RenewedComponent,
  cycle: BilledCycle,
): RenewalLine | null {
  const { subscription, rounding, explain } = input;
  const charged = componentService(subscription, component, cycle);
  if (charged === null) return null;
  const { service } = charged;
  const isUsage = component.kind === 'usage';
  const quantity = isUsage ? input.usage(component.meter_id ?? '', service) : component.quantity;
  const terms = { currency: subscription.plan.currency, rounding, explain: explain !== false };
  const portion = portionOfStub(charged, component, subscription.time_zone);
  const line = rateComponent(component, quantity, service, portion, terms);
  return isUsage && line.amount === 0n && line.quantity === '0' ? null : line;
}

/**
 * The line of one item for a period that was billed before and is to be billed again: priced anew, with the usage that
 * the period has now. null for usage that did not happen.
 *
 * @throws BillingError not_found where the subscription has no such item
 * @example
 * const base = { subscription_item_id: 'base', kind: 'recurring', name: 'Base', timing: 'arrear', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount: 31 }) };
 * const plan = { interval: 'month', interval_count: 1, currency: 'USD', components: [base] };
 * const started = startSubscription({ start_date: '2025-01-01', time_zone: 'UTC', ...plan });
 * const terms = { subscription: { ...started, time_zone: 'UTC', plan }, usage: () => '0', rounding: { mode: 'half_up' } };
 * planLineAgain(terms, 'base', { start: '2025-01-01', end: '2025-02-01' }).amount // 3100n
 * planLineAgain(terms, 'base', { start: '2025-01-22', end: '2025-02-01' }).amount // 1000n
 */
export function planLineAgain(
  input: Pick<PlanRenewal, 'subscription' | 'usage' | 'rounding'>,
  subscription_item_id: string,
  service: Period,
): RenewalLine | null {
  const { anchor_date, plan, time_zone } = input.subscription;
  const component = plan.components.find((item) => item.subscription_item_id === subscription_item_id);
  if (!component) throw new BillingError('not_found', `There is no subscription item ${subscription_item_id}.`);
  const { interval, interval_count } = component.every ?? plan;
  const whole = periodContaining(anchor_date, interval, interval_count, service.start);
  const isUsage = component.kind === 'usage';
  const quantity = isUsage ? input.usage(component.meter_id ?? '', service) : component.quantity;
  const terms = { currency: plan.currency, rounding: input.rounding, explain: true };
  // Beyond its grid period only where the anchor was moved since: then it was a whole one.
  const isWhole = component.kind === 'one_time' || service.end > whole.end;
  const portion = isWhole ? undefined : portionOfStub({ service, whole }, component, time_zone);
  const line = rateComponent(component, quantity, service, portion, terms);
  return isUsage && line.amount === 0n && line.quantity === '0' ? null : line;
}

/**
 * The days of a stub out of those of the period it is a part of, or its seconds where it began within its first day;
 * undefined for a whole one.
 */
function portionOfStub(
  { service, whole }: ComponentService,
  { active_from, active_at }: RenewedComponent,
  timeZone: string,
): Portion | undefined {
  if (active_at !== undefined && active_from === service.start)
    return measure('second', { day: service.start, at: active_at }, midnightOf(service.end, timeZone), whole, timeZone);
  if (service.start === whole.start && service.end === whole.end) return undefined;
  return { part: daysBetween(service.start, service.end), whole: daysBetween(whole.start, whole.end) };
}

export type RatingTerms = { currency: string; rounding: { mode: RoundingMode }; explain: boolean };

type Rateable<Kind> = Omit<RenewedComponent, 'kind' | 'timing' | 'meter_id' | 'quantity'> & { kind: Kind };

/**
 * A component charged for some days. A fee for a part of its period is that part of the fee; usage is charged as it is,
 * and only what limits it, a minimum above all, counts for the part.
 */
export function rateComponent<Kind extends string>(
  component: Rateable<Kind>,
  quantity: DecimalLike,
  service: Period,
  portion: Portion | undefined,
  { currency, rounding, explain }: RatingTerms,
) {
  const part = portion === undefined ? {} : component.kind === 'usage' ? { limit_portion: portion } : { portion };
  const rated = rate(component.pricing, quantity, currency, rounding, { explain, ...part });
  return {
    subscription_item_id: component.subscription_item_id,
    kind: component.kind,
    description: component.name,
    quantity: shownQuantity(component, quantity),
    unit_price: rated.unit_price,
    amount: rated.amount,
    service_start: service.start,
    service_end: service.end,
    product_id: component.product_id,
    derivation: rated.derivation,
  };
}

/** What the line shows: a flat fee does not depend on the quantity, and on paper it is one of them. */
export function shownQuantity(component: Pick<Rateable<string>, 'kind' | 'pricing'>, quantity: DecimalLike): string {
  return component.pricing.model === 'flat' && component.kind !== 'usage' ? '1' : decimalText(quantity);
}
