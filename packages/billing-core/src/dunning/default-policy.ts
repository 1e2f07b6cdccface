import { DunningPolicy } from './schema.ts';

/**
 * What a tenant begins with: three retries over seven days, mails of rising urgency, suspension when the grace period of
 * fourteen days ends. Nothing is cancelled or given up without a person.
 */
export const DEFAULT_DUNNING_POLICY: DunningPolicy = DunningPolicy.parse({
  name: 'Three retries over seven days',
  grace_days: 14,
  steps: [
    { id: 'mail_first', action: 'mail', urgency: 'reminder', after: 'start', day: 0 },
    { id: 'retry_first', action: 'retry', after: 'failed_payment', day: 1 },
    { id: 'retry_second', action: 'retry', after: 'failed_payment', day: 3 },
    { id: 'mail_second', action: 'mail', urgency: 'notice', after: 'start', day: 3 },
    { id: 'retry_third', action: 'retry', after: 'failed_payment', day: 7 },
    { id: 'mail_third', action: 'mail', urgency: 'warning', after: 'start', day: 7 },
    { id: 'mail_final', action: 'mail', urgency: 'final', after: 'start', day: 12 },
    { id: 'suspend', action: 'suspend', after: 'grace_end', day: 0 },
  ],
});
