import type { GetMrrReport, MrrReport, MrrTotal } from '@revenue/billing-core/metrics';
import { wireSum } from '@revenue/billing-core/money';
import { reportPeriods } from '@revenue/billing-core/reports';
import type { OperationContext } from '../../context.ts';
import { seeOneMoment } from '../get-revenue-report.ts';
import { namesOf } from '../names-of.ts';
import { resolveRange } from '../resolve-range.ts';
import { loadMovements, type Moved, type MovedPeriod } from './load-movements.ts';

/**
 * MRR and what moved it, period by period, by plan or country where asked. What counts is said in the README of
 * `billing-core/metrics`; amounts of different currencies are never added up.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function getMrrReport(ctx: OperationContext, input: GetMrrReport): Promise<MrrReport> {
  const { from, to } = await resolveRange(ctx, input);
  const { interval } = input;
  const group_by = input.group_by ?? null;
  const query = { ...input, tenant_id: ctx.tenant_id, from, to, group_by: null };
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    const whole = await loadMovements(tx, query, group_by === null ? ['interval', 'whole'] : ['whole']);
    const rows = group_by === null ? whole : await loadMovements(tx, { ...query, group_by }, ['interval', 'whole']);
    const names = await namesOf(tx, ctx.tenant_id, group_by, rows.whole);
    const groupOf = ({ key }: MovedPeriod) =>
      group_by === null ? { key: null, name: null } : { key, name: names.get(key) ?? key };
    return {
      from,
      to,
      interval,
      group_by,
      periods: reportPeriods(from, to, interval),
      totals: whole.whole.sort(byCustomers).map(toTotal),
      groups:
        group_by === null
          ? []
          : rows.whole.sort(byClosing).map((period) => ({ ...groupOf(period), ...toTotal(period) })),
      data: rows.interval
        .sort(byPeriod)
        .map((period) => ({ period_start: period.start, ...groupOf(period), ...toMovements(period) })),
    };
  });
}

const byText = (left: string, right: string) => Number(left > right) - Number(left < right);

export function byCustomers(left: MovedPeriod, right: MovedPeriod): number {
  return right.closing_customers - left.closing_customers || byText(left.currency, right.currency);
}

export function byPeriod(left: MovedPeriod, right: MovedPeriod): number {
  return byText(left.start, right.start) || byText(left.currency, right.currency) || byClosing(left, right);
}

function byClosing(left: MovedPeriod, right: MovedPeriod): number {
  return (
    byText(left.currency, right.currency) ||
    Number(right.closing - left.closing) ||
    Number(right.opening - left.opening)
  );
}

export function toMovements({ currency, ...moved }: Moved & { currency: string }): Omit<MrrTotal, 'arr'> {
  const amount = (minor: bigint) => wireSum(minor, currency);
  return {
    currency,
    opening: amount(moved.opening),
    new: amount(moved.new),
    expansion: amount(moved.expansion),
    reactivation: amount(moved.reactivation),
    contraction: amount(moved.contraction),
    churn: amount(moved.churn),
    net_new: amount(moved.closing - moved.opening),
    closing: amount(moved.closing),
    opening_customers: moved.opening_customers,
    closing_customers: moved.closing_customers,
    lost_customers: moved.lost_customers,
  };
}

function toTotal(moved: MovedPeriod): MrrTotal {
  return { ...toMovements(moved), arr: wireSum(12n * moved.closing, moved.currency) };
}
