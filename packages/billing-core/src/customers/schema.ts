import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount } from '../money/wire.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { TimeZone } from '../time/time-zone.ts';
import {
  CountryCode,
  EmailAddress,
  ExternalId,
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
  .describe('active is billed; suspended and closed take no new subscriptions or invoices.');
export type CustomerStatus = z.infer<typeof CustomerStatus>;

const Name = z.string().trim().min(1, 'is empty; give the person or company a name').max(200);

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
    metadata: Metadata,
    version: z.number().int().describe('Raised by every change; the ETag.'),
    created_at: Instant,
    updated_at: Instant,
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

export const CustomerDetail = Customer.extend({
  balance: WireAmount.describe("What is owed in the customer's currency; 0 when nothing is."),
  balances: z.array(Balance),
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
  q: z.string().trim().max(200).optional().describe('Part of the name, e-mail or company, or a whole id.'),
  sort: z.enum(CUSTOMER_SORTS).default('-created_at'),
  ...pageFields,
});
export type ListCustomers = z.infer<typeof ListCustomers>;

export const CustomerCounts = z.object({
  all: z.number().int(),
  active: z.number().int(),
  suspended: z.number().int(),
  closed: z.number().int(),
});

export const CustomerPage = pageOf(CustomerInList, {
  counts: CustomerCounts.describe('How many of each status match the other filters.'),
});
export type CustomerPage = z.infer<typeof CustomerPage>;
