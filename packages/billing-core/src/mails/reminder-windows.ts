import { addDays, type LocalDate } from '../time/index.ts';

/** When a tenant reminds: so many days before the due date, and so many after it. */
export type ReminderPlan = {
  days_before: readonly number[];
  days_after: readonly number[];
  /** The day on which reminding was turned on: what was due before it is not made up for. */
  since: LocalDate;
};

/** Invoices with a due date in `[due_from, due_to]`, both included, have come to this step on that day, and no further. */
export type ReminderWindow = {
  /** `before-3`, `after-7`: together with the invoice the name of one reminder, which is sent once. */
  step: string;
  template: 'reminder' | 'overdue';
  days: number;
  /** From 1: which of the steps after the due date it is. 0 before it. */
  level: number;
  due_from: LocalDate;
  due_to: LocalDate;
};

/**
 * Which invoices are to be reminded of on a day where their customers are, and by which step: the last that has come, so
 * that after 40 days without a worker a customer gets one mail and not four. A reminder before the due date is not sent
 * after it.
 *
 * @throws BillingError invalid_date
 * @example
 * const plan = { days_before: [3], days_after: [1, 7], since: '2026-01-01' };
 * reminderWindows(plan, '2026-03-10').map(({ step, due_from, due_to }) => [step, due_from, due_to])
 * // [['before-3', '2026-03-10', '2026-03-13'], ['after-1', '2026-03-04', '2026-03-09'], ['after-7', '2025-12-25', '2026-03-03']]
 */
export function reminderWindows(plan: ReminderPlan, today: LocalDate): ReminderWindow[] {
  const before = [...new Set(plan.days_before)].sort((left, right) => right - left);
  const after = [...new Set(plan.days_after)].sort((left, right) => left - right);
  const steps = [
    ...before.map((days) => ({ step: `before-${days}`, template: 'reminder' as const, days, level: 0, offset: -days })),
    ...after.map((days, at) => ({
      step: `after-${days}`,
      template: 'overdue' as const,
      days,
      level: at + 1,
      offset: days,
    })),
  ];
  return steps.flatMap(({ offset, ...step }, at) => {
    const next = steps[at + 1];
    // The step is due on due date + offset, and was not yet overtaken by the next one.
    const due_to = addDays(today, -offset);
    const overtaken = next === undefined ? null : addDays(today, 1 - next.offset);
    const inTime = step.template === 'reminder' ? today : null;
    const due_from = latest([addDays(plan.since, -offset), overtaken, inTime]);
    return due_from > due_to ? [] : [{ ...step, due_from, due_to }];
  });
}

function latest(days: (LocalDate | null)[]): LocalDate {
  return days.reduce<LocalDate>((last, day) => (day !== null && day > last ? day : last), '0001-01-01');
}
