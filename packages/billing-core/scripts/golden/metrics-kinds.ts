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
import { type Kinds, kind, type RoundingWords } from './kind.ts';

type Rounded = { rounding: RoundingWords };

export const metricsKinds: Kinds = {
  normalize_mrr: kind<Rounded & { items: RecurringItem[] }>(({ items, rounding }) => normalizeMrr(items, rounding)),
  mrr_movements: kind<{ customers: MrrChange[] }>(({ customers }) => sumMovements(customers)),
  customer_timeline: kind<Rounded & { steps: { subscriptions: RecurringItem[] }[] }>(({ steps, rounding }) => ({
    movements: customerTimeline(
      steps.map((step) => step.subscriptions),
      rounding,
    ).map(({ type, amount }) => [type, amount]),
  })),
  rates: kind<Rounded & RatesInput>((input) => mrrRates(input, input.rounding)),
  customer_churn: kind<Rounded & { churned_customers: number; starting_customers: number }>((input) => ({
    rate: customerChurn(input.churned_customers, input.starting_customers, input.rounding),
  })),
  ltv: kind<Rounded & LifetimeValueInput>((input) => lifetimeValue(input, input.rounding)),
  month_overlap: kind<Rounded & { period_start: string; period_end_inclusive: string; month: string }>((input) => ({
    fraction: monthOverlap(input.period_start, input.period_end_inclusive, input.month, input.rounding),
  })),
};
