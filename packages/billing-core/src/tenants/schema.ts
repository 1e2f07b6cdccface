import { z } from 'zod';
import { NumberFormat } from '../invoices/number-format.ts';
import { CurrencyCode } from '../money/currencies.ts';
import { WireDecimal } from '../money/wire.ts';
import { TaxPercent } from '../taxes/schema.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { TimeZone } from '../time/time-zone.ts';
import { CountryCode, EmailAddress, Id, Instant, Locale, Metadata, optionalText } from '../wire/index.ts';
import { BankAccount, BankAccounts } from './bank-accounts.ts';

const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'takes small letters, digits and hyphens, at most 63')
  .describe('Short name in addresses; unique on this server.');

const BrandColor = z.string().regex(/^#[0-9a-f]{6}$/i, 'is not a colour; write it like #1a7f5a');

const taxFields = {
  tax_name: optionalText(50).describe('What your tax is called on invoices: VAT, GST, Sales tax.'),
  tax_percent: TaxPercent.nullable()
    .optional()
    .describe('Charged to customers in your country where an item says nothing else; null charges no tax.'),
  prices_include_tax: z.boolean().optional().describe('Prices of new invoices contain their tax.'),
};

const issuerFields = {
  legal_name: optionalText(200),
  email: EmailAddress.nullable().optional(),
  address_line1: optionalText(200),
  address_line2: optionalText(200),
  city: optionalText(100),
  state: optionalText(100),
  postal_code: optionalText(20),
  tax_id: optionalText(50),
  bank_accounts: BankAccounts.optional(),
  brand_color: BrandColor.nullable().optional(),
};

/** A new company and the first person who owns it. */
export const CreateTenant = z.strictObject({
  name: z.string().trim().min(1).max(200),
  slug: Slug,
  mode: z.enum(['live', 'test']).default('test'),
  currency: CurrencyCode.default('USD'),
  time_zone: TimeZone.default('UTC'),
  country: CountryCode.default('US'),
  locale: Locale.default('en-US'),
  payment_terms: PaymentTerms.default('net_30'),
  ...issuerFields,
  ...taxFields,
});
export type CreateTenant = z.input<typeof CreateTenant>;

export const UpdateTenant = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    currency: CurrencyCode,
    time_zone: TimeZone,
    country: CountryCode,
    locale: Locale,
    payment_terms: PaymentTerms,
    ...issuerFields,
    ...taxFields,
    invoice_number_format: NumberFormat,
    approve_billing_runs: z.boolean().describe('Every billing run waits until somebody approves it.'),
    credit_note_number_format: NumberFormat,
    metadata: Metadata,
    version: z.number().int().min(1).describe('The version last seen; refused when it is another now.'),
  })
  .partial();
export type UpdateTenant = z.infer<typeof UpdateTenant>;

const text = z.string().nullable();

export const Tenant = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    mode: z.string().describe('live or test; only test tenants may use stand-ins.'),
    currency: z.string().describe('The default of new customers, and the currency of reports.'),
    time_zone: z.string(),
    country: z.string(),
    locale: z.string(),
    payment_terms: z.string(),
    legal_name: text,
    email: text,
    address_line1: text,
    address_line2: text,
    city: text,
    state: text,
    postal_code: text,
    tax_id: text,
    bank_accounts: z.array(BankAccount).describe('Where customers pay, by currency.'),
    brand_color: text,
    tax_name: text,
    tax_percent: WireDecimal.nullable(),
    prices_include_tax: z.boolean(),
    logo_hash: text.describe('Names the logo by its content; null without one. GET /tenant/logo answers it.'),
    approve_billing_runs: z.boolean(),
    invoice_number_format: z.string(),
    next_invoice_number: z.string().describe('What an invoice created today would be numbered.'),
    credit_note_number_format: z.string(),
    metadata: Metadata,
    version: z.number().int().describe('Raised by every change; the ETag.'),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Tenant' });
export type Tenant = z.infer<typeof Tenant>;

export const PreviewNumberFormat = z.strictObject({
  kind: z.enum(['invoice', 'credit_note']).default('invoice'),
  format: z.string().max(200).describe('The format as it stands, right or wrong.'),
});
export type PreviewNumberFormat = z.output<typeof PreviewNumberFormat>;

export const NumberFormatPreview = z.object({
  valid: z.boolean(),
  fault: z.string().nullable().describe('Why it cannot be used.'),
  examples: z.array(z.string()).describe('The next three numbers that documents of today would get.'),
  restart: z.enum(['never', 'yearly', 'monthly', 'daily']).nullable().describe('How often the sequence starts again.'),
  after_restart: z.string().nullable().describe('The first number after the sequence next starts again.'),
});
export type NumberFormatPreview = z.infer<typeof NumberFormatPreview>;
