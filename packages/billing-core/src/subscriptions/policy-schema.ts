import { z } from 'zod';
import { ChangePolicy } from './changes/change-policy-schema.ts';

const days = (most: number) => z.int().min(0, 'is below 0; 0 is none').max(most, `is above ${most} days`);

const { proration, downgrade, credit_cap, new_period, invoicing } = ChangePolicy.shape;

const policyFields = {
  proration: proration.unwrap(),
  downgrade: downgrade.unwrap(),
  credit_cap: credit_cap.unwrap(),
  new_period: new_period.unwrap(),
  invoicing: invoicing.unwrap(),
  grace_days: days(365).describe('How long a subscription goes on with an invoice unpaid, after its due date.'),
  after_grace: z.enum(['none', 'pause', 'cancel']).describe('What happens to it when that is over.'),
  trial_notice_days: days(60).describe('How many days before its trial ends a customer is told; 0 for never.'),
  renewal_notice_days: days(60).describe(
    'How many days before a renewal is billed who pays is told what it comes to and how to stop it; 0 for never. Under contract: of its renewal alone.',
  ),
};

/** What a tenant decides once about changes, trials and unpaid invoices of subscriptions. */
export const SubscriptionPolicy = z
  .object({ ...policyFields, version: z.int().describe('Raised by every change; the ETag. 0 until one is saved.') })
  .meta({ id: 'SubscriptionPolicy' });
export type SubscriptionPolicy = z.infer<typeof SubscriptionPolicy>;

export const UpdateSubscriptionPolicy = z
  .strictObject(policyFields)
  .partial()
  .extend({
    version: z.int().min(0).optional().describe('Refused with version_conflict unless this is the current one.'),
  });
export type UpdateSubscriptionPolicy = z.output<typeof UpdateSubscriptionPolicy>;

/** What holds for a tenant that has said nothing. Invoices are paid on terms, so a credit is capped by what was billed. */
export const DEFAULT_SUBSCRIPTION_POLICY: Omit<SubscriptionPolicy, 'version'> = {
  proration: 'day_half_open',
  downgrade: 'period_end',
  credit_cap: 'billed',
  new_period: 'restart',
  invoicing: 'now',
  grace_days: 14,
  after_grace: 'pause',
  trial_notice_days: 3,
  renewal_notice_days: 0,
};
