import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount, WireAmountInput } from '../money/wire.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

export const AccountCreditKind = z.enum(['grant', 'use', 'reversal', 'adjustment']);
export type AccountCreditKind = z.infer<typeof AccountCreditKind>;

/** What a customer has to its credit, by currency. */
export const AccountCreditBalance = z.object({
  currency: z.string(),
  balance: WireAmount.describe('Pays invoices of this currency when they become final.'),
});
export type AccountCreditBalance = z.infer<typeof AccountCreditBalance>;

export const AccountCreditEntry = z
  .object({
    id: Id,
    customer_id: Id,
    kind: AccountCreditKind,
    currency: z.string(),
    amount: WireAmount.describe('Above zero came to the credit, below zero was taken from it.'),
    balance_after: WireAmount,
    invoice: z
      .object({ id: Id, invoice_number: z.string() })
      .nullable()
      .describe('What it paid, or was given back from.'),
    credit_note: z.object({ id: Id, credit_note_number: z.string() }).nullable().describe('Whose rest it is.'),
    subscription_id: Id.nullable().describe('Whose change gave it.'),
    reason: z.string().nullable().describe('Of an adjustment.'),
    actor: z.object({ type: z.string(), name: z.string() }),
    created_at: Instant,
  })
  .meta({ id: 'AccountCreditEntry' });
export type AccountCreditEntry = z.infer<typeof AccountCreditEntry>;

export const ListAccountCreditEntries = z.strictObject({
  id: Id.describe('Of the customer.'),
  currency: CurrencyCode.optional(),
  ...pageFields,
});
export type ListAccountCreditEntries = z.output<typeof ListAccountCreditEntries>;

export const AccountCreditEntryPage = pageOf(AccountCreditEntry);
export type AccountCreditEntryPage = z.infer<typeof AccountCreditEntryPage>;

export const AdjustAccountCredit = z.strictObject({
  id: Id.describe('Of the customer.'),
  amount: WireAmountInput.describe('Above zero gives credit, below zero takes it; the balance stays at zero or more.'),
  currency: CurrencyCode.optional().describe("The customer's unless given."),
  reason: z.string().trim().min(1, 'is empty; say why').max(500).describe('Why; stands in the list of entries.'),
});
export type AdjustAccountCredit = z.output<typeof AdjustAccountCredit>;
