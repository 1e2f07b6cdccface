import { z } from 'zod';
import { AccountCreditBalance } from '../account-credits/schema.ts';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { TimeZone } from '../time/time-zone.ts';
import {
  CappedCount,
  CountryCode,
  EmailAddress,
  ExternalId,
  exportFields,
  Id,
  Instant,
  Locale,
  Metadata,
  optionalText,
  pageFields,
  pageOf,
} from '../wire/index.ts';

export const CUSTOMER_STATUSES = ['active', 'suspended', 'closed'] as const;
export const CustomerStatus = z
  .enum(CUSTOMER_STATUSES)
  .describe(
    'active is billed; suspended takes no new subscriptions or invoices by hand, and what it has is billed on; closed is over.',
  );
export type CustomerStatus = z.infer<typeof CustomerStatus>;

export const BILLED_TO = ['self', 'parent'] as const;
export const BilledTo = z
  .enum(BILLED_TO)
  .describe(
    'Who pays what billing runs bill for it: the account itself, or the one above, and so on upwards. An invoice that is ' +
      'written by hand goes to whom it is written.',
  );
export type BilledTo = z.infer<typeof BilledTo>;

const Name = z
  .string()
  // It stands in the address line of mails and the names of files: what was broken over lines becomes one.
  .overwrite((name) => name.replace(/\p{Cc}+/gu, ' ').trim())
  .min(1, 'is empty; give the person or company a name')
  .max(200);

const details = {
  external_id: ExternalId.nullable().optional(),
  company: optionalText(200),
  address_line1: optionalText(200),
  address_line2: optionalText(200),
  city: optionalText(100),
  state: optionalText(100),
  postal_code: optionalText(20),
  country: CountryCode.optional(),
  payment_terms: PaymentTerms.optional(),
  currency: CurrencyCode.optional(),
  tax_id: optionalText(50),
  tax_exempt: z.boolean().optional(),
  tax_exempt_reason: optionalText(500),
  locale: Locale.optional(),
  time_zone: TimeZone.optional(),
  status: CustomerStatus.optional(),
  parent_id: Id.nullable().optional().describe('The account above it, up to five levels; null for none.'),
  billed_to: BilledTo.optional(),
  metadata: Metadata.optional(),
};

/** What is left out of country, currency, time zone, locale and payment terms comes from the tenant. */
export const CreateCustomer = z.strictObject({ name: Name, email: EmailAddress, ...details });
export type CreateCustomer = z.infer<typeof CreateCustomer>;

/** Only what is given changes; null clears what may be empty. */
export const CustomerChanges = z.strictObject({ name: Name.optional(), email: EmailAddress.optional(), ...details });
export type CustomerChanges = z.infer<typeof CustomerChanges>;

export const UpdateCustomer = CustomerChanges.extend({
  id: Id,
  version: z.number().int().min(1).optional().describe('The version last seen; refused when it is another now.'),
});
export type UpdateCustomer = z.infer<typeof UpdateCustomer>;

const text = z.string().nullable();

export const Customer = z
  .object({
    id: Id,
    external_id: text,
    name: z.string(),
    email: z.string().describe('In lower case; unique among the customers of the tenant.'),
    company: text,
    address_line1: text,
    address_line2: text,
    city: text,
    state: text,
    postal_code: text,
    country: z.string().describe('ISO 3166-1 alpha-2.'),
    payment_terms: z.string(),
    currency: z.string().describe('ISO 4217.'),
    tax_id: text,
    tax_exempt: z.boolean(),
    tax_exempt_reason: text,
    locale: z.string(),
    time_zone: z.string(),
    status: CustomerStatus,
    parent_id: Id.nullable(),
    billed_to: BilledTo,
    payer_id: Id.nullable().describe('The account that pays for it; null while it pays for itself.'),
    metadata: Metadata,
    version: z.number().int().describe('Raised by every change; the ETag.'),
    created_at: Instant,
    updated_at: Instant,
    deleted_at: Instant.nullable().describe('Set while it is deleted; it can be restored.'),
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof Customer>;

const Balance = z
  .object({
    currency: z.string(),
    amount_due: WireAmount.describe('What is still to be paid of invoices that were sent.'),
    overdue: WireAmount.describe('The part of it whose due date has passed.'),
  })
  .meta({ id: 'Balance' });
export type Balance = z.infer<typeof Balance>;

export const CustomerInList = Customer.extend({
  balances: z.array(Balance).describe('One entry for each currency in which something is owed.'),
}).meta({ id: 'CustomerInList' });
export type CustomerInList = z.infer<typeof CustomerInList>;

const Relative = z.object({ id: Id, name: z.string(), status: CustomerStatus });

/** The accounts around one, and what all at and below it come to. */
export const CustomerFamily = z
  .object({
    parent: Relative.nullable(),
    payer: Relative.nullable().describe('Who pays for it, where it is another account.'),
    children: z.array(Relative.extend({ billed_to: BilledTo })).describe('Directly below it; the first 50 by name.'),
    accounts: z.number().int().describe('It and every account below it.'),
    live_subscriptions: z.number().int().describe('Of all of them.'),
    balances: z.array(Balance).describe('What all of them owe.'),
  })
  .meta({ id: 'CustomerFamily' });
export type CustomerFamily = z.infer<typeof CustomerFamily>;

const TaxIdVerdict = z
  .object({
    verdict: z.enum(['valid', 'format_only', 'invalid', 'not_checked']),
    reason: z.string().nullable().describe('What was not looked at, or what is wrong; null when it is valid.'),
  })
  .describe('What format and check digits say; no register is asked.');

export const CustomerDetail = Customer.extend({
  family: CustomerFamily,
  tax_id_check: TaxIdVerdict.nullable(),
  balance: WireAmount.describe("What is owed in the customer's currency; 0 when nothing is."),
  balances: z.array(Balance),
  account_credit: z.array(AccountCreditBalance).describe('What it has to its credit, by currency.'),
  counts: z.object({
    invoices: z.number().int(),
    open_invoices: z.number().int(),
    subscriptions: z.number().int(),
    live_subscriptions: z.number().int(),
  }),
  subscriptions: z
    .array(
      z.object({
        id: Id,
        status: z.string(),
        plan_id: Id,
        plan_code: z.string(),
        plan_name: z.string(),
        currency: z.string(),
        current_period_start: z.string(),
        current_period_end: z.string().describe('Exclusive.'),
        created_at: Instant,
      }),
    )
    .describe('The newest 20.'),
  recent_invoices: z
    .array(
      z.object({
        id: Id,
        invoice_number: z.string(),
        status: z.string(),
        currency: z.string(),
        issue_date: z.string(),
        due_date: z.string(),
        total: WireAmount,
        amount_due: WireAmount,
      }),
    )
    .describe('The newest 10.'),
}).meta({ id: 'CustomerDetail' });
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const CUSTOMER_SORTS = ['-created_at', 'created_at', 'name', '-name', 'email', '-email'] as const;

export const ListCustomers = z.strictObject({
  status: CustomerStatus.optional(),
  country: CountryCode.optional(),
  currency: CurrencyCode.optional(),
  parent_id: Id.optional().describe('Accounts directly below this one.'),
  has_overdue: z.boolean().optional().describe('Only those with, or without, an overdue invoice.'),
  created_from: LocalDateSchema.optional().describe('From this day on, where the tenant is.'),
  created_to: LocalDateSchema.optional().describe('The last day that counts.'),
  deleted: z.boolean().default(false).describe('true lists the deleted customers instead.'),
  q: z.string().trim().max(200).optional().describe('Part of the name, e-mail or company, or a whole id.'),
  sort: z.enum(CUSTOMER_SORTS).default('-created_at'),
  ...pageFields,
});
export type ListCustomers = z.infer<typeof ListCustomers>;

/** What a list of customers is narrowed by, whatever is done with those that match. */
export const CustomerFilters = ListCustomers.omit({ limit: true, cursor: true, sort: true });
export type CustomerFilters = z.infer<typeof CustomerFilters>;

export const ExportCustomers = ListCustomers.omit({ limit: true, cursor: true }).extend(exportFields);

export const CustomerCounts = z.object({
  all: CappedCount,
  active: CappedCount,
  suspended: CappedCount,
  closed: CappedCount,
  deleted: CappedCount.describe('Deleted ones that match; not among all.'),
});

export const CustomerPage = pageOf(CustomerInList, {
  counts: CustomerCounts.describe('How many of each status match the other filters.'),
});
export type CustomerPage = z.infer<typeof CustomerPage>;

/** What closing a customer would do; said before it is done. */
export const CustomerClosing = z
  .object({
    live_subscriptions: z
      .number()
      .int()
      .describe('Canceled at the end of their current periods, and billed until then.'),
    ends_by: LocalDateSchema.nullable().describe('The day on which the last of them is over.'),
    drafts: z.number().int().describe('Invoices that are not sent yet; they stay and can still be sent or voided.'),
    balances: z.array(Balance).describe('What stays owed and is collected as before.'),
    pays_for: z.number().int().describe('Accounts that it pays for.'),
    obstacle: z.string().nullable().describe('Why it cannot be closed yet, and what to do; null when it can.'),
  })
  .meta({ id: 'CustomerClosing' });
export type CustomerClosing = z.infer<typeof CustomerClosing>;
