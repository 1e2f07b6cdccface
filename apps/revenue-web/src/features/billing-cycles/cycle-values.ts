import type { BillingCycle } from '@revenue/billing-core/billing-cycles';
import type { FieldValues, UseFormReturn } from 'react-hook-form';

export type CycleValues = {
  name: string;
  interval: string;
  interval_count: string;
  alignment: string;
  anchor_day: string;
  timing: string;
  issue_days_before: string;
  payment_terms: string;
  auto_send: boolean;
  requires_approval: boolean;
};

export type CycleFormState = UseFormReturn<CycleValues, unknown, FieldValues>;

export const newCycle: CycleValues = {
  name: '',
  interval: 'month',
  interval_count: '1',
  alignment: 'calendar',
  anchor_day: '1',
  timing: 'advance',
  issue_days_before: '0',
  payment_terms: '',
  auto_send: false,
  requires_approval: true,
};

export const cycleValues = (cycle: BillingCycle): CycleValues => ({
  ...newCycle,
  name: cycle.name,
  payment_terms: cycle.payment_terms ?? '',
  auto_send: cycle.auto_send,
  requires_approval: cycle.requires_approval,
});

/** The form in the words of the wire: what does not go together is left out. */
export function sentCycle(values: CycleValues) {
  const { anchor_day, interval_count, issue_days_before, ...rest } = values;
  const isCalendar = values.alignment === 'calendar' && values.interval !== 'day';
  return {
    ...rest,
    interval_count: numberOf(interval_count),
    issue_days_before: values.timing === 'arrear' ? 0 : numberOf(issue_days_before),
    ...(isCalendar && anchor_day !== '' ? { anchor_day: numberOf(anchor_day) } : {}),
  };
}

/** What is no number stays as it was typed: the schema says what is wrong with it. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}
