import { MAX_SIGNIFICANT_DIGITS, parseDecimal } from '@revenue/billing-core/money';
import { type Period, startOfDay } from '@revenue/billing-core/time';
import type { LateUsage, LateUsagePage, ListLateUsage } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { type BilledUsage, loadBilledUsage, loadMeteredLives, type Metered } from './load-billed-usage.ts';
import { loadUsageTotals } from './load-usage-totals.ts';
import { unbilledPeriods } from './unbilled-periods.ts';

/** Subscriptions, each with one of its meters, that one answer looks at. */
const LIVES = 2_000;

/** Days that are over for billing, and the line that billed them; none where they counted nothing then. */
type Counted = { metered: Metered; period: Period; line?: BilledUsage };

/**
 * Usage that no invoice bills, though its days were billed: in the last three billed periods of every subscription and
 * meter, each line's own days, and the days that have none, are counted anew by the meter's aggregation and set beside what
 * was invoiced. Usage of a pause or a trial, or from before or after the subscription, is not billed and not told. Billing such
 * an invoice again bills it.
 */
export async function listLateUsage(ctx: OperationContext, { customer_id }: ListLateUsage): Promise<LateUsagePage> {
  const { tenant_id } = ctx;
  return ctx.db.withTenantSql(tenant_id, async (client) => {
    const found = await loadMeteredLives(client, tenant_id, customer_id ?? null, LIVES + 1);
    const lives = found.slice(0, LIVES);
    const lines = await loadBilledUsage(client, tenant_id, lives);
    const counted = lives.flatMap((metered, at) => countedPeriods(metered, lines.get(at) ?? []));
    const totals = await loadUsageTotals(
      client,
      tenant_id,
      counted.map(({ metered: { customer_id, meter_id, time_zone }, period }) => ({
        ...{ customer_id, meter_id },
        ...{ from: startOfDay(period.start, time_zone), to: startOfDay(period.end, time_zone) },
      })),
    );
    const data = counted.flatMap((one, at) => toLateView(one, totals[at] ?? '0') ?? []);
    return { data, complete: found.length <= LIVES };
  });
}

/** Newest first. */
function countedPeriods(metered: Metered, lines: readonly BilledUsage[]): Counted[] {
  const billed = lines.map((line): Counted => ({ metered, period: { start: line.start, end: line.end }, line }));
  const rest = unbilledPeriods(metered, lines).map((period): Counted => ({ metered, period }));
  return [...billed, ...rest].sort((left, right) => (left.period.start < right.period.start ? 1 : -1));
}

function toLateView({ metered, period, line }: Counted, total: string): LateUsage | null {
  const quantity = parseDecimal(total);
  const invoiced = parseDecimal(line?.quantity ?? '0');
  const difference = quantity.minus(invoiced);
  if (difference.isZero()) return null;
  // Sums may have more digits than JSON carries; this is for looking, not for computing.
  const shown = (value: typeof quantity) => value.toSignificantDigits(MAX_SIGNIFICANT_DIGITS).toNumber();
  return {
    customer: { id: metered.customer_id, name: metered.customer_name },
    subscription_id: metered.subscription_id,
    meter: { id: metered.meter_id, code: metered.code, name: metered.meter_name, unit: metered.unit },
    period,
    invoice: line?.invoice ?? null,
    invoiced_quantity: shown(invoiced),
    quantity: shown(quantity),
    difference: shown(difference),
  };
}
