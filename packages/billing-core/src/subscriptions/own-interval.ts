import { BillingError } from '../errors/index.ts';
import { isWholeMultiple } from '../time/index.ts';
import type { PlanInterval } from './plan-renewal.ts';

/**
 * A component may be billed in longer periods than its plan, as long as they begin with one of the plan's: a yearly fee
 * in a monthly plan, not a monthly one in a plan of weeks.
 *
 * @throws BillingError invalid_pricing
 */
export function assertWholeMultiple({ name, every }: { name: string; every?: PlanInterval }, plan: PlanInterval): void {
  if (every === undefined || isWholeMultiple(every, plan)) return;
  const asked = `every ${every.interval_count} ${every.interval}`;
  const message = `"${name}" is billed ${asked}, which is no whole number of periods of ${plan.interval_count} ${plan.interval}; choose a multiple.`;
  throw new BillingError('invalid_pricing', message);
}
