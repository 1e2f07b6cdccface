import { z } from 'zod';

export const ACCOUNT_TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const;

export const AccountType = z
  .enum(ACCOUNT_TYPES)
  .describe('Where the account stands in the balance sheet or the result.');
export type AccountType = z.infer<typeof AccountType>;

export const Side = z.enum(['debit', 'credit']).describe('Debit is the left side of an account, credit the right one.');
export type Side = z.infer<typeof Side>;

export const ACCOUNT_ROLES = [
  'cash',
  'gateway_clearing',
  'dispute_clearing',
  'accounts_receivable',
  'exchange_clearing',
  'deferred_revenue',
  'customer_credit',
  'wallet_prepaid',
  'refunds_payable',
  'tax_payable',
  'revenue',
  'discounts_given',
  'breakage',
  'exchange_gain',
  'exchange_loss',
  'gateway_fees',
  'bad_debt',
  'rounding',
] as const;

export const AccountRole = z
  .enum(ACCOUNT_ROLES)
  .describe('What an account is for; a posting names the role, the chart the account.');
export type AccountRole = z.infer<typeof AccountRole>;

/**
 * The types an account may have to play a role, the usual one first, and the account it gets where a company names none
 * of its own.
 */
export type RoleDefinition = { types: readonly AccountType[]; code: string; name: string; normal_side: Side };

// What arises and what is lost by chance (rounding, exchange, tickets never used) is booked as income here and as a
// negative expense there; both are right, and a company decides.
const INCOME: readonly AccountType[] = ['income', 'expense'];
const EXPENSE: readonly AccountType[] = ['expense', 'income'];

const role = (code: string, name: string, normal_side: Side, types: readonly AccountType[]): RoleDefinition =>
  Object.freeze({ types, code, name, normal_side });

/** Every role: what it is for is said in the README of this folder. */
export const ROLE_DEFINITIONS: Readonly<Record<AccountRole, RoleDefinition>> = Object.freeze({
  cash: role('1000', 'Bank', 'debit', ['asset']),
  gateway_clearing: role('1010', 'Payments at gateways', 'debit', ['asset']),
  dispute_clearing: role('1020', 'Disputed payments', 'debit', ['asset']),
  accounts_receivable: role('1100', 'Accounts receivable', 'debit', ['asset']),
  exchange_clearing: role('1190', 'Exchange clearing', 'debit', ['asset', 'liability', 'equity']),
  deferred_revenue: role('2000', 'Deferred revenue', 'credit', ['liability']),
  customer_credit: role('2100', 'Customer credit', 'credit', ['liability']),
  wallet_prepaid: role('2110', 'Prepaid wallets', 'credit', ['liability']),
  refunds_payable: role('2120', 'Refunds payable', 'credit', ['liability']),
  tax_payable: role('2200', 'Tax payable', 'credit', ['liability']),
  revenue: role('4000', 'Revenue', 'credit', ['income']),
  discounts_given: role('4090', 'Discounts given', 'debit', INCOME),
  breakage: role('4100', 'Expired prepayments', 'credit', INCOME),
  exchange_gain: role('4200', 'Exchange gains', 'credit', INCOME),
  gateway_fees: role('6000', 'Gateway fees', 'debit', ['expense']),
  bad_debt: role('6100', 'Bad debt', 'debit', EXPENSE),
  exchange_loss: role('6200', 'Exchange losses', 'debit', EXPENSE),
  rounding: role('6300', 'Cash rounding', 'debit', EXPENSE),
});
