import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { optionalText } from '../wire/index.ts';
import { bicFault, compactIban, ibanFault, routingNumberFault } from './bank-account.ts';

const Iban = z
  .string()
  .max(60)
  .transform(compactIban)
  .superRefine((iban, context) => refuse(ibanFault(iban), context))
  .describe('Checked by its check digits; kept without spaces.');

const Bic = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .superRefine((bic, context) => refuse(bicFault(bic), context))
  .describe('The bank in international transfers; SWIFT code is another name of it.');

function refuse(message: string | null, context: z.RefinementCtx): void {
  if (message !== null) context.addIssue({ code: 'custom', message });
}

const NewBankAccount = z
  .strictObject({
    currency: CurrencyCode.describe('Invoices in it show this account; one account for each currency.'),
    is_default: z.boolean().default(false).describe('Shown on invoices in currencies without an account of their own.'),
    account_holder: optionalText(100).describe('Who the account is of; the legal name unless given.'),
    bank_name: optionalText(100),
    iban: Iban.nullable().optional(),
    account_number: optionalText(40).describe('Where accounts have no IBAN.'),
    routing_number: optionalText(20).describe(
      'Which bank: ABA routing number, sort code, BSB. Beside an account number.',
    ),
    bic: Bic.nullable().optional(),
  })
  .superRefine((account, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { iban, account_number, routing_number, currency } = account;
    if (iban && account_number) fault('account_number', 'stands beside an IBAN; give one of the two');
    if (!iban && !account_number) fault('iban', 'is missing; give an IBAN, or an account number where there is none');
    if (!routing_number) return;
    if (!account_number) fault('routing_number', 'stands without an account number; an IBAN names its bank itself');
    const wrong = currency === 'USD' ? routingNumberFault(routing_number) : null;
    if (wrong !== null) fault('routing_number', wrong);
  });

/** All accounts of a company, which are set together: what is left out is taken away. */
export const BankAccounts = z
  .array(NewBankAccount)
  .max(50)
  .superRefine((accounts, context) => {
    const seen = new Set<string>();
    let hasDefault = false;
    for (const [index, { currency, is_default }] of accounts.entries()) {
      const fault = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [index, path], message });
      if (seen.has(currency)) fault('currency', `has another account already; ${currency} takes one`);
      if (is_default && hasDefault) fault('is_default', 'is set on another account already; one can be the default');
      seen.add(currency);
      hasDefault ||= is_default;
    }
  })
  .describe('The accounts from now on, all of them. Invoices that are final keep the account they were made with.');
export type BankAccounts = z.output<typeof BankAccounts>;

const text = z.string().nullable();

export const BankAccount = z
  .object({
    currency: z.string(),
    is_default: z.boolean(),
    account_holder: text,
    bank_name: text,
    iban: text,
    account_number: text,
    routing_number: text,
    bic: text,
  })
  .meta({ id: 'BankAccount' });
export type BankAccount = z.infer<typeof BankAccount>;

/**
 * Where an invoice in `currency` is paid: the account of that currency, else the default one, else none.
 * @example chooseBankAccount([{ currency: 'EUR', is_default: true }, { currency: 'USD', is_default: false }], 'USD')
 * // { currency: 'USD', is_default: false }
 * @example chooseBankAccount([{ currency: 'EUR', is_default: false }], 'USD') // null
 */
export function chooseBankAccount<Account extends Pick<BankAccount, 'currency' | 'is_default'>>(
  accounts: readonly Account[],
  currency: string,
): Account | null {
  return accounts.find((one) => one.currency === currency) ?? accounts.find((one) => one.is_default) ?? null;
}
