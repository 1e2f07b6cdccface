import {
  averageRevenuePerAccount,
  type ChurnReport,
  type ChurnTotal,
  type GetChurnReport,
  lifetimeValue,
  type MrrRates,
  mrrRates,
  retentionOfSums,
} from '@revenue/billing-core/metrics';
import { currencyExponent, type Decimal, fromMinor, type Rounding, wireDecimal } from '@revenue/billing-core/money';
import { reportPeriods } from '@revenue/billing-core/reports';
import type { OperationContext } from '../../context.ts';
import { seeOneMoment } from '../get-revenue-report.ts';
import { resolveRange } from '../resolve-range.ts';
import { byCustomers, byPeriod, toMovements } from './get-mrr-report.ts';
import { loadMovements, type MovedPeriod } from './load-movements.ts';

/** Of percents and the quick ratio; rates of churn are told by tenths, and a hundredth more does no harm. */
const RATE: Rounding = { scale: 2, mode: 'half_up' };

/**
 * What was lost and what was kept: churn of customers and of revenue, retention, ARPA and lifetime value, each by the
 * definition of the core. Rates that would divide by zero are null.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function getChurnReport(ctx: OperationContext, input: GetChurnReport): Promise<ChurnReport> {
  const { from, to } = await resolveRange(ctx, input);
  const { interval } = input;
  const query = { ...input, tenant_id: ctx.tenant_id, from, to, group_by: null };
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    const moved = await loadMovements(tx, query, ['interval', 'month', 'whole']);
    const monthsOf = ({ currency }: MovedPeriod) => moved.month.filter((month) => month.currency === currency);
    return {
      from,
      to,
      interval,
      periods: reportPeriods(from, to, interval),
      totals: moved.whole.sort(byCustomers).map((period) => toTotal(period, monthsOf(period))),
      data: moved.interval.sort(byPeriod).map((period) => ({ period_start: period.start, ...toRates(period) })),
    };
  });
}

function ratesOf(periods: readonly MovedPeriod[]): MrrRates {
  const sum = (field: 'opening' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation') =>
    periods.reduce((total, period) => total + period[field], 0n);
  const amount = (minor: bigint) => fromMinor(minor, periods[0]?.currency ?? '');
  if (periods.length === 0) return mrrRates({ starting_mrr: '0' }, RATE);
  return mrrRates(
    {
      starting_mrr: amount(sum('opening')),
      new: amount(sum('new')),
      expansion: amount(sum('expansion')),
      contraction: amount(sum('contraction')),
      churn: amount(sum('churn')),
      reactivation: amount(sum('reactivation')),
    },
    RATE,
  );
}

function toRates(period: MovedPeriod) {
  const { currency, opening } = period;
  const amount = (minor: bigint) => fromMinor(minor, currency);
  const rates = ratesOf([period]);
  const kept = retentionOfSums(
    {
      opening_mrr: amount(opening),
      kept_mrr: amount(period.kept),
      kept_mrr_at_most: amount(period.kept_at_most),
      opening_customers: period.opening_customers,
      lost_customers: period.lost_customers,
    },
    RATE,
  );
  return {
    ...toMovements(period),
    customer_churn: wireOrNull(kept.customer_churn),
    gross_mrr_churn: wireOrNull(rates.gross_mrr_churn_rate),
    net_mrr_churn: wireOrNull(rates.net_mrr_churn_rate),
    net_revenue_retention: wireOrNull(kept.net_revenue_retention),
    gross_revenue_retention: wireOrNull(kept.gross_revenue_retention),
    quick_ratio: wireOrNull(rates.quick_ratio),
    arpa: wireOrNull(arpaOf(period)),
  };
}

function arpaOf({ currency, closing, closing_customers }: MovedPeriod): Decimal | null {
  return averageRevenuePerAccount(fromMinor(closing, currency), closing_customers, amountsIn(currency));
}

function toTotal(period: MovedPeriod, months: readonly MovedPeriod[]): ChurnTotal {
  const lost_customers = months.reduce((sum, month) => sum + month.lost_customers, 0);
  const opening_customers = months.reduce((sum, month) => sum + month.opening_customers, 0);
  const nothing = { opening_mrr: '0', kept_mrr: '0', kept_mrr_at_most: '0' };
  const { customer_churn } = retentionOfSums({ ...nothing, opening_customers, lost_customers }, RATE);
  // With all its digits: a rate of two places would make a lifetime of months longer or shorter.
  const exact = retentionOfSums({ ...nothing, opening_customers, lost_customers }, { scale: 20, mode: 'half_up' });
  const { currency, closing, closing_customers } = period;
  const { ltv } = lifetimeValue(
    { mrr: fromMinor(closing, currency), customers: closing_customers, churn_percent: exact.customer_churn ?? '0' },
    amountsIn(currency),
  );
  const monthly = ratesOf(months);
  return {
    ...toRates(period),
    monthly_customer_churn: wireOrNull(customer_churn),
    monthly_gross_mrr_churn: wireOrNull(monthly.gross_mrr_churn_rate),
    monthly_net_mrr_churn: wireOrNull(monthly.net_mrr_churn_rate),
    ltv: wireOrNull(ltv),
  };
}

function amountsIn(currency: string): Rounding {
  return { scale: currencyExponent(currency), mode: 'half_up' };
}

export function wireOrNull(value: Decimal | null): number | null {
  return value === null ? null : wireDecimal(value);
}
