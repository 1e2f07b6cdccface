import { z } from 'zod';
import { LANGUAGES } from '../languages/languages.ts';
import { WireAmount, WireDecimal } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Instant } from '../wire/index.ts';
import { InvoiceTax, ServicePeriod } from './schema.ts';

/** The link under which a customer sees an invoice without signing in, and whether it was used. */
export const InvoiceLink = z.object({
  url: z.string().nullable().describe('Opens the invoice to whoever has it; null until the invoice is final.'),
  visits: z.number().int().describe('Views by others than your own people; those within half an hour are one.'),
  first_viewed_at: Instant.nullable(),
  last_viewed_at: Instant.nullable(),
});
export type InvoiceLink = z.infer<typeof InvoiceLink>;

const text = z.string().nullable();
const country = text.describe('ISO 3166-1; it decides what the tax ID is called.');
const party = { name: z.string(), address_lines: z.array(z.string()), country, tax_id: text, email: text };

/** What a bank's app reads: the dark fields of a square of `size` by `size`, as the path of an SVG. */
export const HostedPaymentCode = z.object({ size: z.number().int(), path: z.string() });

/**
 * An invoice as its customer sees it: what is printed and nothing else. No id, no note of ours, no word on what we think
 * of the debt.
 */
export const HostedInvoice = z.object({
  invoice_number: z.string(),
  status: z.enum(['open', 'overdue', 'paid', 'void']),
  issue_date: LocalDateSchema,
  due_date: LocalDateSchema,
  paid_on: LocalDateSchema.nullable(),
  payment_terms: z.string(),
  purchase_order_number: text,
  currency: z.string(),
  language: z.enum(LANGUAGES).describe('In which it is written; what its sender typed stays as it is.'),
  locale: z.string(),
  brand_color: z.string().describe('One that can be read on white.'),
  logo: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
  seller: z.object(party),
  buyer: z.object({ ...party, contact_name: text }),
  items: z.array(
    z.object({
      description: z.string(),
      details: z.array(z.string()),
      quantity: z.string(),
      unit_price: z.string().nullable(),
      amount: WireAmount,
      discount: WireAmount,
      tax_percents: z.array(WireDecimal),
      service_period: ServicePeriod.nullable(),
    }),
  ),
  taxes: z.array(InvoiceTax.omit({ category: true, reason_code: true })),
  subtotal: WireAmount,
  discount: WireAmount,
  tax: WireAmount,
  tax_on_top: WireAmount,
  tax_included: WireAmount.describe('The part of the tax that the items contain: it is said, not added.'),
  total: WireAmount,
  amount_paid: WireAmount,
  amount_credited: WireAmount,
  amount_account_credit: WireAmount,
  amount_due: WireAmount,
  notes: text,
  terms: text,
  transfer: z
    .object({
      account_holder: z.string(),
      bank_name: text,
      currency: text.describe('In which it is kept; null where nobody wrote it down.'),
      iban: text.describe('Null where the account has an account number instead.'),
      account_number: text,
      routing_number: text,
      bic: text,
      reference: z.string(),
      code: HostedPaymentCode.nullable(),
    })
    .nullable()
    .describe('How to pay; null where nothing is to be paid or no account is set.'),
  is_preview: z.boolean().describe('Seen by somebody of the sender, which is not counted.'),
});
export type HostedInvoice = z.infer<typeof HostedInvoice>;
