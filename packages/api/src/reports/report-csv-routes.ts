import {
  type CustomerReport,
  GetCustomerReport,
  GetRevenueReport,
  type RevenueReport,
} from '@revenue/billing-core/reports';
import type { PlainRoute } from '../rest/plain-route.ts';
import { getCustomerReport } from './get-customer-report.ts';
import { getRevenueReport } from './get-revenue-report.ts';
import { type Cells, csvDocument, plainAmounts, queryOf, sendCsv } from './send-csv.ts';

/** GET /reports/revenue.csv: the rows of the report, for a spreadsheet. */
export const revenueCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/revenue.csv',
  role: 'viewer',
  openapi: csvDocument('reports-revenue-csv', 'Download the revenue report as CSV', GetRevenueReport),
  handle: async (ctx, request, reply) => {
    const report = await getRevenueReport(ctx, GetRevenueReport.parse(queryOf(GetRevenueReport, request.query)));
    return sendCsv(reply, revenueFileName(report), revenueCells(report));
  },
};

/** GET /reports/customers.csv: who brings the revenue. */
export const topCustomersCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/customers.csv',
  role: 'viewer',
  openapi: csvDocument('reports-customers-csv', 'Download the top customers as CSV', GetCustomerReport),
  handle: async (ctx, request, reply) => {
    const report = await getCustomerReport(ctx, GetCustomerReport.parse(queryOf(GetCustomerReport, request.query)));
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
    const report = await getCustomerReport(ctx, GetCustomerReport.parse(queryOf(GetCustomerReport, request.query)));
    return sendCsv(reply, `ageing ${report.ageing_as_of}.csv`, ageingCells(report));
  },
};

/** Each split has a name of its own, so that one download does not take the place of another. */
function revenueFileName({ group_by, interval, from, to }: RevenueReport): string {
  return `revenue ${group_by === null ? '' : `by ${group_by} `}per ${interval} ${from} to ${to}.csv`;
}

function revenueCells({ group_by, data }: RevenueReport): Cells[] {
  return data.map(({ key, name, ...row }) => {
    const { period_start, ...sums } = plainAmounts(row);
    return { period_start: period_start ?? null, ...groupCells(group_by, name, key), ...sums };
  });
}

/** A country is its own name, and a currency stands in its column; products, plans and customers have an id beside theirs. */
function groupCells(group_by: RevenueReport['group_by'], name: string | null, key: string | null): Cells {
  if (group_by === null || group_by === 'currency') return {};
  return group_by === 'country' ? { country: name } : { [group_by]: name, key };
}

function ageingCells({ ageing }: CustomerReport): Cells[] {
  return ageing.map((row) => plainAmounts(row));
}
