import { z } from 'zod';
import { BillingError, type FieldError } from '../errors/index.ts';
import { ACCOUNT_ROLES, AccountRole, AccountType, ROLE_DEFINITIONS, Side } from './account-roles.ts';

export const Account = z.strictObject({
  code: z.string().trim().min(1).max(40).describe('The account code of the company, such as 1400.'),
  name: z.string().trim().min(1).max(200),
  type: AccountType,
  normal_side: Side.describe(
    'The side that raises it: debit for assets and expenses, credit for the rest; a contra account has the other one.',
  ),
});
export type Account = z.infer<typeof Account>;

export const Chart = z.strictObject({
  accounts: z.array(Account).min(1).describe('The accounts, each code once.'),
  mapping: z
    .record(z.string(), z.string())
    .describe(
      'Role to account code. A key narrows a role: `tax_payable/DE`, `revenue/support`, `gateway_clearing/stripe`.',
    ),
});
export type Chart = z.infer<typeof Chart>;

/** The chart of a company that names no accounts of its own: one account for each role. */
export const DEFAULT_CHART: Chart = {
  accounts: ACCOUNT_ROLES.map((role) => {
    const { code, name, types, normal_side } = ROLE_DEFINITIONS[role];
    return { code, name, type: types[0] as AccountType, normal_side };
  }),
  mapping: Object.fromEntries(ACCOUNT_ROLES.map((role) => [role, ROLE_DEFINITIONS[role].code])),
};

/**
 * The code of the account that plays a role: the one mapped for the role with this key, else the one of the role.
 *
 * @param key what narrows the role: a jurisdiction of `tax_payable`, a category of `revenue`, a gateway
 * @throws BillingError invalid_chart when the role has no account
 * @example accountFor(DEFAULT_CHART, 'tax_payable', 'DE') // '2200'
 * @example accountFor({ accounts: [], mapping: { tax_payable: '1776', 'tax_payable/DE': '1771' } }, 'tax_payable', 'DE') // '1771'
 * @example accountFor({ accounts: [], mapping: {} }, 'cash') // throws invalid_chart
 */
export function accountFor({ mapping }: Chart, role: AccountRole, key: string | null = null): string {
  const code = (key === null ? undefined : mapping[`${role}/${key}`]) ?? mapping[role];
  if (code !== undefined) return code;
  throw new BillingError('invalid_chart', `the chart has no account for "${role}"; map one.`);
}

/**
 * The chart itself, when every event can be posted with it: each code once, each role with an account, and each account
 * of a type that fits its role.
 *
 * @throws BillingError invalid_chart, with every fault in its details
 * @example checkChart(DEFAULT_CHART) === DEFAULT_CHART // true
 * @example checkChart({ accounts: DEFAULT_CHART.accounts, mapping: {} }) // throws invalid_chart
 */
export function checkChart(chart: Chart): Chart {
  const errors = [...codeFaults(chart), ...missingRoles(chart), ...mappingFaults(chart)];
  if (errors.length === 0) return chart;
  const said = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new BillingError('invalid_chart', `the chart of accounts cannot be used: ${said}.`, { errors });
}

/**
 * The chart with accounts of the company's own in place of others, by role or by role and key. Accounts that no role
 * needs any more are left out, and so is one of the same code. Several roles may share an account.
 *
 * @throws BillingError invalid_chart when an account does not fit its role, or one code is used for two accounts
 * @example
 * const receivables = { code: '1400', name: 'Forderungen', type: 'asset', normal_side: 'debit' };
 * const vat = { code: '1771', name: 'Umsatzsteuer', type: 'liability', normal_side: 'credit' };
 * const chart = mapAccounts(DEFAULT_CHART, { accounts_receivable: receivables, 'tax_payable/DE': vat });
 * accountFor(chart, 'accounts_receivable') // '1400'
 * [accountFor(chart, 'tax_payable', 'DE'), accountFor(chart, 'tax_payable', 'FR')] // ['1771', '2200']
 * mapAccounts(DEFAULT_CHART, { cash: vat }) // throws invalid_chart
 */
export function mapAccounts(chart: Chart, own: Readonly<Record<string, Account>>): Chart {
  const mapping = { ...chart.mapping };
  for (const [name, account] of Object.entries(own)) mapping[name] = account.code;
  // An account that is named for several roles is one account; one that differs is caught as a second of its code.
  const added = Object.values(own).filter(
    (account, index, all) => all.findIndex((other) => sameAccount(account, other)) === index,
  );
  const codes = new Set(added.map(({ code }) => code));
  const needed = new Set(Object.values(mapping));
  const kept = chart.accounts.filter(({ code }) => needed.has(code) && !codes.has(code));
  return checkChart({ accounts: [...kept, ...added], mapping });
}

function sameAccount(left: Account, right: Account): boolean {
  return (
    left.code === right.code &&
    left.name === right.name &&
    left.type === right.type &&
    left.normal_side === right.normal_side
  );
}

function codeFaults({ accounts }: Chart): FieldError[] {
  return accounts.flatMap(({ code }, index) =>
    accounts.findIndex((account) => account.code === code) === index
      ? []
      : [{ path: `accounts[${index}].code`, message: `"${code}" is there already; use each code once` }],
  );
}

function missingRoles({ mapping }: Chart): FieldError[] {
  return ACCOUNT_ROLES.filter((role) => mapping[role] === undefined).map((role) => ({
    path: `mapping.${role}`,
    message: 'is missing; map an account',
  }));
}

function mappingFaults({ accounts, mapping }: Chart): FieldError[] {
  return Object.entries(mapping).flatMap(([name, code]) => {
    const path = `mapping.${name}`;
    const role = AccountRole.safeParse(name.split('/')[0]).data;
    if (role === undefined) return [{ path, message: `is no role; use one of ${ACCOUNT_ROLES.join(', ')}` }];
    const account = accounts.find((candidate) => candidate.code === code);
    if (account === undefined) return [{ path, message: `"${code}" is no account of the chart; add it` }];
    const { types } = ROLE_DEFINITIONS[role];
    if (types.includes(account.type)) return [];
    return [{ path, message: `"${code}" is of type ${account.type}; use one of type ${types.join(' or ')}` }];
  });
}
