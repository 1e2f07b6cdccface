import { z } from 'zod';
import { CurrencyCode, RoundingMode } from '../money/index.ts';
import { LocalDateSchema } from '../time/index.ts';

// Events live in the core and, as JSON, in tables; JSON has no bigint, so its text is read as well.
const WholeNumber = z.union(
  [
    z.bigint(),
    z
      .string()
      .regex(/^-?\d{1,18}$/)
      .transform((text) => BigInt(text)),
  ],
  { error: 'must be a whole number of minor units: a bigint, or its digits as text' },
);
const SignedMinor = WholeNumber.pipe(z.bigint()).describe('Minor units; below zero for a deduction.');
const Minor = WholeNumber.pipe(z.bigint().nonnegative('must not be negative')).describe('Minor units, zero or more.');
const Positive = WholeNumber.pipe(z.bigint().positive('must be above zero')).describe('Minor units, above zero.');

const Reference = z.string().trim().min(1).max(200);
const Key = Reference.nullable().default(null);
const Rate = z
  .string()
  .regex(/^\d{1,20}(\.\d{1,20})?$/, 'must be a decimal text above zero')
  .refine((text) => /[1-9]/.test(text), 'must be above zero');

/** What every event says. */
const about = {
  source_id: Reference.describe(
    'The document or payment it is about. With `type` it names the event, so that one is posted once.',
  ),
  customer_id: Reference.nullable().default(null),
  currency: CurrencyCode,
  posted_on: LocalDateSchema.describe('The accounting day.'),
};

export const Allocation = z.strictObject({ invoice_id: Reference, amount: Positive });
/** The part of an amount that belongs to one invoice. */
export type Allocation = z.infer<typeof Allocation>;
const Allocations = z.array(Allocation).default([]);

export const TaxPart = z.strictObject({
  jurisdiction: Reference.describe('To whom it is owed, such as DE or US-CA; a key of the role `tax_payable`.'),
  amount: SignedMinor,
});
export type TaxPart = z.infer<typeof TaxPart>;

export const DocumentLine = z.strictObject({
  amount: SignedMinor.describe('Before discount, without tax; minor units.'),
  discount: SignedMinor.default(0n).describe('What was taken off it, with its sign.'),
  recognition: z
    .enum(['at_once', 'deferred', 'wallet'])
    .default('at_once')
    .describe('at_once: revenue now. deferred: revenue later, by a schedule. wallet: a top-up, no revenue.'),
  category: Key.describe('Narrows the roles revenue, deferred_revenue and discounts_given.'),
});
export type DocumentLine = z.infer<typeof DocumentLine>;

/** The figures of an invoice or credit note; a credit note has them positive, as it prints them. */
const document = {
  lines: z.array(DocumentLine).default([]),
  taxes: z.array(TaxPart).default([]),
  cash_rounding: SignedMinor.default(0n).describe('What was added to the total so that coins can pay it.'),
  total: SignedMinor.describe(
    'Lines less discounts, plus taxes and cash rounding; checked. Below zero the customer gets credit.',
  ),
};

const money = {
  paid_through: z.enum(['bank', 'gateway']).describe('bank: cash at once. gateway: in clearing until the payout.'),
  gateway: Key.describe('Narrows the roles gateway_clearing and gateway_fees, such as stripe.'),
};

/** Every money event, in the words in which it is kept. */
export const LedgerEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('invoice_finalized'), ...about, ...document }),
  z.strictObject({ type: z.literal('invoice_voided'), ...about, ...document }),
  z.strictObject({
    type: z.literal('credit_note_issued'),
    ...about,
    ...document,
    offset: Allocations.describe('What open invoices owe less.'),
    account_credit: SignedMinor.default(0n).describe('What goes to the credit balance; below zero, what leaves it.'),
    refund: Minor.default(0n).describe('What will be paid back.'),
  }),
  z.strictObject({
    type: z.literal('payment_received'),
    ...about,
    ...money,
    amount: Positive.describe('In the currency of the invoices.'),
    allocations: Allocations.describe('What it settles; the rest goes to the credit balance.'),
    fee: Minor.default(0n).describe('What the gateway kept, in the currency that was received.'),
    received: z
      .strictObject({ currency: CurrencyCode, amount: Positive })
      .nullable()
      .default(null)
      .describe('What arrived, when it is in another currency.'),
  }),
  z.strictObject({ type: z.literal('payment_unapplied'), ...about, allocations: z.array(Allocation).min(1) }),
  z.strictObject({ type: z.literal('credit_applied'), ...about, allocations: z.array(Allocation).min(1) }),
  z.strictObject({
    type: z.literal('payout_received'),
    ...about,
    gateway: Key,
    amount: Positive,
    fee: Minor.default(0n),
  }),
  z.strictObject({
    type: z.literal('refund_paid'),
    ...about,
    ...money,
    amount: Positive,
    out_of: z
      .enum(['refunds_payable', 'customer_credit', 'wallet_prepaid', 'invoices'])
      .describe('What is owed less by it. invoices: a payment goes back and its invoices are open again.'),
    allocations: Allocations.describe('Of `invoices`.'),
  }),
  z.strictObject({ type: z.literal('wallet_topped_up'), ...about, ...money, amount: Positive, fee: Minor.default(0n) }),
  z.strictObject({ type: z.literal('wallet_drawn_down'), ...about, allocations: z.array(Allocation).min(1) }),
  z.strictObject({
    type: z.literal('wallet_expired'),
    ...about,
    amount: Positive,
    granted: Minor.default(0n).describe(
      'What of it had been given for nothing: no revenue, the discount is taken back.',
    ),
  }),
  z.strictObject({
    type: z.literal('credit_granted'),
    ...about,
    amount: Positive,
    to: z.enum(['customer_credit', 'wallet_prepaid']).describe('Where it is given for nothing: as goodwill, to try.'),
  }),
  z.strictObject({
    type: z.literal('dispute_opened'),
    ...about,
    gateway: Key,
    amount: Positive,
    fee: Minor.default(0n),
  }),
  z.strictObject({
    type: z.literal('dispute_won'),
    ...about,
    gateway: Key,
    amount: Positive,
    fee_returned: Minor.default(0n),
  }),
  z.strictObject({
    type: z.literal('dispute_lost'),
    ...about,
    gateway: Key,
    amount: Positive,
    fee: Minor.default(0n).describe('A further fee for losing.'),
    borne_by: z
      .enum(['invoices', 'bad_debt', 'refunds_payable'])
      .describe('invoices: they are open again. bad_debt: given up. refunds_payable: a credit note was issued for it.'),
    allocations: Allocations.describe('Of `invoices`.'),
  }),
  z.strictObject({
    type: z.literal('invoice_written_off'),
    ...about,
    allocations: z.array(Allocation).min(1),
    taxes: z.array(TaxPart).default([]).describe('Tax that the authority gives back for the debt.'),
  }),
  z.strictObject({
    type: z.literal('write_off_recovered'),
    ...about,
    ...money,
    amount: Positive,
    fee: Minor.default(0n),
    taxes: z.array(TaxPart).default([]).describe('Tax that is owed again.'),
  }),
  z.strictObject({
    type: z.literal('exchange_difference'),
    ...about,
    invoice_id: Reference,
    invoice_currency: CurrencyCode,
    settled_before: Minor.default(0n).describe('What was settled of the invoice by earlier payments.'),
    amount: Positive.describe('What is settled now, in minor units of the invoice currency.'),
    invoice_rate: Rate.describe('Units of `currency` for one of the invoice currency, frozen by the invoice.'),
    payment_rate: Rate.describe('The same on the day of the payment.'),
    rounding: RoundingMode.default('half_up'),
  }),
  z.strictObject({
    type: z.literal('revenue_deferred'),
    ...about,
    category: Key,
    amount: Positive,
    discount: Minor.default(0n),
  }),
  z.strictObject({
    type: z.literal('revenue_recognized'),
    ...about,
    category: Key,
    amount: SignedMinor.describe('Before discount.'),
    discount: Minor.default(0n),
  }),
]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;

export type LedgerEventType = LedgerEvent['type'];

/** One kind of event by its word. */
export type EventOf<Type extends LedgerEventType> = Extract<LedgerEvent, { type: Type }>;
