import {
  customerChurn,
  customerTimeline,
  type LifetimeValueInput,
  lifetimeValue,
  type MrrChange,
  monthOverlap,
  mrrRates,
  normalizeMrr,
  type RatesInput,
  type RecurringItem,
  sumMovements,
} from '../../src/metrics/index.ts';
import { EXACT, type Kinds, kind, type Rounded, roundedAsAsked } from './kind.ts';

type ItemWords = Omit<RecurringItem, 'interval_count'> & { interval_count?: number };

const withCount = ({ interval_count = 1, ...item }: ItemWords): RecurringItem => ({ ...item, interval_count });

export const metricsKinds: Kinds = {
  normalize_mrr: kind<Rounded & { items: ItemWords[] }>(({ items, rounding = EXACT }) =>
    normalizeMrr(items.map(withCount), rounding),
  ),
  mrr_movements: kind<Rounded & { customers: MrrChange[] }>((input) =>
    roundedAsAsked(sumMovements(input.customers), input),
  ),
  customer_timeline: kind<Rounded & { steps: { subscriptions: ItemWords[] }[] }>(({ steps, rounding = EXACT }) => ({
    movements: customerTimeline(
      steps.map((step) => step.subscriptions.map(withCount)),
      rounding,
    ).map(({ type, amount }) => [type, amount]),
  })),
  rates: kind<Rounded & RatesInput>((input) => mrrRates(input, input.rounding ?? EXACT)),
  customer_churn: kind<Rounded & { churned_customers: number; starting_customers: number }>((input) => ({
    rate: customerChurn(input.churned_customers, input.starting_customers, input.rounding ?? EXACT),
  })),
  ltv: kind<Rounded & LifetimeValueInput>((input) => lifetimeValue(input, input.rounding ?? EXACT)),
  month_overlap: kind<Rounded & { period_start: string; period_end_inclusive: string; month: string }>((input) => ({
    fraction: monthOverlap(input.period_start, input.period_end_inclusive, input.month, input.rounding ?? EXACT),
  })),
};
