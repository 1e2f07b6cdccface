import { type RateOptions, rate } from '../catalog/rate.ts';
import { type DecimalLike, decimalText } from '../money/index.ts';
import { daysBetween } from '../time/index.ts';
import type { BilledCycle, PlanRenewal, RenewalLine, RenewedComponent } from './plan-renewal.ts';

/** The line of one component for one period; null where there is nothing to say, as for usage that did not happen. */
export function planComponentLine(
  input: PlanRenewal,
  component: RenewedComponent,
  cycle: BilledCycle,
): RenewalLine | null {
  const period = { start: cycle.start, end: cycle.end };
  const isUsage = component.kind === 'usage';
  const quantity = isUsage ? input.usage(component.meter_id ?? '', period) : component.quantity;
  const rated = rate(component.pricing, quantity, input.subscription.plan.currency, input.rounding, {
    ...explained(input),
    ...stubOptions(cycle, isUsage),
  });
  const shown = shownQuantity(component, quantity);
  if (isUsage && rated.amount === 0n && shown === '0') return null;
  return {
    subscription_item_id: component.subscription_item_id,
    kind: component.kind,
    description: component.name,
    quantity: shown,
    unit_price: rated.unit_price,
    amount: rated.amount,
    service_start: cycle.start,
    service_end: cycle.end,
    product_id: component.product_id,
    derivation: rated.derivation,
  };
}

// A flat fee does not depend on the quantity: on paper it is one of them.
function shownQuantity(component: RenewedComponent, quantity: DecimalLike): string {
  return component.pricing.model === 'flat' && component.kind === 'recurring' ? '1' : decimalText(quantity);
}

function explained(input: PlanRenewal): RateOptions {
  return { explain: input.explain !== false };
}

/**
 * A stub pays for its days out of the days of the whole period it lies in. Usage is charged as it is; only what limits
 * it, a minimum above all, is for a whole period and counts for the stub's days.
 */
function stubOptions({ start, end, whole }: BilledCycle, isUsage: boolean): RateOptions {
  if (start === whole.start && end === whole.end) return {};
  const portion = { part: daysBetween(start, end), whole: daysBetween(whole.start, whole.end) };
  return isUsage ? { limit_portion: portion } : { portion };
}
