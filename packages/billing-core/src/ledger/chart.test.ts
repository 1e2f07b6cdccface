import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { BillingError } from '../errors/index.ts';
import {
  ACCOUNT_ROLES,
  type Account,
  accountFor,
  Chart,
  checkChart,
  DEFAULT_CHART,
  LedgerEvent,
  mapAccounts,
  postEntry,
  trialBalance,
} from './index.ts';

const account = (code: string, type: Account['type'], normal_side: Account['normal_side'] = 'debit'): Account => ({
  code,
  name: `account ${code}`,
  type,
  normal_side,
});

function faultsOf(chart: Chart): string[] {
  try {
    checkChart(chart);
    return [];
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    expect(error.code).toBe('invalid_chart');
    return (error.details.errors ?? []).map(({ path }) => path);
  }
}

describe('the chart a company starts with', () => {
  test('has an account of its own for every role, of every type but equity', () => {
    expect(checkChart(DEFAULT_CHART)).toBe(DEFAULT_CHART);
    expect(Chart.parse(DEFAULT_CHART)).toEqual(DEFAULT_CHART);
    expect(new Set(ACCOUNT_ROLES.map((role) => accountFor(DEFAULT_CHART, role))).size).toBe(ACCOUNT_ROLES.length);
  });

  test('raises assets and expenses by debit, the rest by credit, contra accounts the other way round', () => {
    const unusual = DEFAULT_CHART.accounts
      .filter(({ type, normal_side }) => (type === 'asset' || type === 'expense') !== (normal_side === 'debit'))
      .map(({ name }) => name);
    expect(unusual).toEqual(['Discounts given']);
  });
});

describe('a company’s own accounts', () => {
  test('take the place of ours, by role and by key', () => {
    const own = {
      revenue: account('8400', 'income', 'credit'),
      'revenue/support': account('8410', 'income', 'credit'),
    };
    const chart = mapAccounts(DEFAULT_CHART, own);
    expect(accountFor(chart, 'revenue')).toBe('8400');
    expect(accountFor(chart, 'revenue', 'support')).toBe('8410');
    expect(accountFor(chart, 'revenue', 'plans')).toBe('8400');
    expect(chart.accounts.map(({ code }) => code)).not.toContain('4000');
    expect(chart.accounts).toHaveLength(DEFAULT_CHART.accounts.length + 1);
  });

  test('may have one name and several codes', () => {
    const sales = account('8400', 'income', 'credit');
    const chart = mapAccounts(DEFAULT_CHART, { revenue: sales, breakage: { ...sales, code: '8401' } });
    expect([accountFor(chart, 'revenue'), accountFor(chart, 'breakage')]).toEqual(['8400', '8401']);
  });

  test('may have the code of one of ours, and another name', () => {
    const till = { ...account('1000', 'asset'), name: 'Till' };
    const chart = mapAccounts(DEFAULT_CHART, { cash: till });
    expect(chart.accounts.filter(({ code }) => code === '1000')).toEqual([till]);
    expect(codeOf(() => mapAccounts(DEFAULT_CHART, { revenue: account('1000', 'income', 'credit') }))).toBe(
      'invalid_chart',
    );
  });

  test('may play several roles, and be named again', () => {
    const sales = account('8400', 'income', 'credit');
    const chart = mapAccounts(DEFAULT_CHART, { revenue: sales, discounts_given: { ...sales }, breakage: sales });
    expect(chart.accounts.filter(({ code }) => code === '8400')).toHaveLength(1);
    expect(mapAccounts(chart, { exchange_gain: sales }).accounts.filter(({ code }) => code === '8400')).toHaveLength(1);
    const event = LedgerEvent.parse({
      type: 'invoice_finalized',
      source_id: 'in_1',
      currency: 'EUR',
      posted_on: '2026-01-11',
      lines: [{ amount: 100n, discount: 30n }],
      total: 70n,
    });
    const { rows } = trialBalance([postEntry(event, chart)], chart);
    expect(rows.map(({ code, debit, credit, balance }) => [code, debit, credit, balance])).toEqual([
      ['1100', 70n, 0n, 70n],
      ['8400', 30n, 100n, 70n],
    ]);
  });

  test.each([{ name: 'other' }, { type: 'expense' as const }, { normal_side: 'debit' as const }])(
    'of one code are one account: %j makes it another, which is refused',
    (change) => {
      const sales = account('8400', 'income', 'credit');
      expect(
        codeOf(() => mapAccounts(DEFAULT_CHART, { breakage: sales, exchange_gain: { ...sales, ...change } })),
      ).toBe('invalid_chart');
    },
  );

  test('fit the role they play', () => {
    expect(codeOf(() => mapAccounts(DEFAULT_CHART, { customer_credit: account('1', 'asset') }))).toBe('invalid_chart');
    expect(codeOf(() => mapAccounts(DEFAULT_CHART, { cash: account('1', 'expense') }))).toBe('invalid_chart');
    expect(accountFor(mapAccounts(DEFAULT_CHART, { rounding: account('1', 'income') }), 'rounding')).toBe('1');
    expect(
      accountFor(mapAccounts(DEFAULT_CHART, { exchange_clearing: account('1', 'equity') }), 'exchange_clearing'),
    ).toBe('1');
  });
});

describe('a chart that cannot be used', () => {
  test('says everything that is wrong with it', () => {
    const { cash: _cash, ...mapping } = DEFAULT_CHART.mapping;
    const chart = {
      accounts: [...DEFAULT_CHART.accounts, account('1000', 'asset')],
      mapping: { ...mapping, petty_cash: '1000', 'revenue/support': '4999', bad_debt: '1100' },
    };
    expect(faultsOf(chart)).toEqual([
      `accounts[${DEFAULT_CHART.accounts.length}].code`,
      'mapping.cash',
      'mapping.bad_debt',
      'mapping.petty_cash',
      'mapping.revenue/support',
    ]);
  });

  test('is not posted with, nor is an entry counted in a chart that does not know its accounts', () => {
    const { tax_payable: _tax, ...mapping } = DEFAULT_CHART.mapping;
    expect(codeOf(() => accountFor({ ...DEFAULT_CHART, mapping }, 'tax_payable', 'DE'))).toBe('invalid_chart');
    expect(accountFor({ ...DEFAULT_CHART, mapping: { 'tax_payable/DE': '7' } }, 'tax_payable', 'DE')).toBe('7');
    const event = { type: 'wallet_expired', source_id: 'w_1', currency: 'USD', posted_on: '2026-01-31', amount: 5n };
    const entry = postEntry(LedgerEvent.parse(event), DEFAULT_CHART);
    expect(codeOf(() => trialBalance([entry], { ...DEFAULT_CHART, accounts: [] }))).toBe('invalid_chart');
  });
});
