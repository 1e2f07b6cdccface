import {
  billingTick,
  careForSubscriptions,
  fillMrr,
  forgetExpired,
  markOverdueInvoices,
  remindCustomers,
  sweepMails,
  verifyInvariants,
} from './catalogue.ts';

/** Every recurring job, in UTC. Cron: minute, hour, day of month, month, day of week. */
export const schedules = [
  // Hourly, because every hour is midnight in some customer's time zone. A missed tick costs nothing: the next one
  // takes up everything that is due by then.
  { job: billingTick, cron: '2 * * * *' },
  { job: markOverdueInvoices, cron: '12 * * * *' },
  // After what is overdue was marked so, for that begins a time of grace.
  { job: careForSubscriptions, cron: '14 * * * *' },
  // After what is overdue was marked so.
  { job: remindCustomers, cron: '17 * * * *' },
  { job: sweepMails, cron: '*/15 * * * *' },
  { job: fillMrr, cron: '22 * * * *' },
  { job: verifyInvariants, cron: '32 3 * * *' },
  { job: forgetExpired, cron: '42 3 * * *' },
] as const;
