import { currencyExponent } from '@revenue/billing-core/money';
import {
  type CustomerReport,
  GetCustomerReport,
  GetRevenueReport,
  type RevenueReport,
} from '@revenue/billing-core/reports';
import type { Cell } from '../exports/to-csv.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { getAgeing, getTopCustomers } from './get-customer-report.ts';
import { getRevenueReport } from './get-revenue-report.ts';
import { type Cells, csvDocument, plainAmounts, queryOf, sendCsv, sendTable, type Table } from './send-csv.ts';

/** GET /reports/revenue.csv: the rows of the report, for a spreadsheet. */
export const revenueCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/revenue.csv',
  role: 'viewer',
  openapi: csvDocument('reports-revenue-csv', 'Download the revenue report as CSV', GetRevenueReport),
  handle: async (ctx, request, reply) => {
    const report = await getRevenueReport(ctx, GetRevenueReport.parse(queryOf(GetRevenueReport, request.query)));
    return sendTable(reply, revenueFileName(report), revenueTable(report));
  },
};

/** GET /reports/customers.csv: who brings the revenue. */
export const topCustomersCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/customers.csv',
  role: 'viewer',
  openapi: csvDocument('reports-customers-csv', 'Download the top customers as CSV', GetCustomerReport),
  handle: async (ctx, request, reply) => {
    const report = await getTopCustomers(ctx, GetCustomerReport.parse(queryOf(GetCustomerReport, request.query)));
    return sendCsv(
      reply,
      `customers ${report.from} to ${report.to}.csv`,
      report.top.map((row) => plainAmounts(row)),
    );
  },
};

/** GET /reports/ageing.csv: who owes what for how long. */
export const ageingCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/ageing.csv',
  role: 'viewer',
  openapi: csvDocument('reports-ageing-csv', 'Download the ageing of receivables as CSV', GetCustomerReport),
  handle: async (ctx, request, reply) => {
    const report = await getAgeing(ctx, GetCustomerReport.parse(queryOf(GetCustomerReport, request.query)));
    return sendCsv(reply, `ageing ${report.ageing_as_of}.csv`, ageingCells(report));
  },
};

/** Each split has a name of its own, so that one download does not take the place of another. */
function revenueFileName({ group_by, interval, from, to }: RevenueReport): string {
  return `revenue ${group_by === null ? '' : `by ${group_by} `}per ${interval} ${from} to ${to}.csv`;
}

function revenueTable({ group_by, data }: RevenueReport): Table {
  const header = ['period_start', ...groupColumns(group_by), 'currency', 'invoices', 'net', 'tax', 'total'];
  const rows = data.map(({ period_start, key, name, currency, invoices, net, tax, total }) => {
    const places = currencyExponent(currency);
    const sums = [currency, invoices, net.toFixed(places), tax.toFixed(places), total.toFixed(places)];
    return [period_start, ...groupCells(group_by, name, key), ...sums];
  });
  return { header, rows };
}

/** A country is its own name, and a currency stands in its column; products, plans and customers have an id beside theirs. */
function groupColumns(group_by: RevenueReport['group_by']): string[] {
  if (group_by === null || group_by === 'currency') return [];
  return group_by === 'country' ? ['country'] : [group_by, 'key'];
}

function groupCells(group_by: RevenueReport['group_by'], name: string | null, key: string | null): Cell[] {
  if (group_by === null || group_by === 'currency') return [];
  return group_by === 'country' ? [name] : [name, key];
}

function ageingCells({ ageing }: Pick<CustomerReport, 'ageing'>): Cells[] {
  return ageing.map((row) => plainAmounts(row));
}
