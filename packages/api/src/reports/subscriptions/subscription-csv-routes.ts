import {
  GetChurnReport,
  GetLifecycleReport,
  GetMrrReport,
  type LifecycleReport,
  type MrrReport,
} from '@revenue/billing-core/metrics';
import { SUBSCRIPTION_STATUSES } from '@revenue/billing-core/subscriptions';
import type { PlainRoute } from '../../rest/plain-route.ts';
import { type Cells, csvDocument, plainAmounts, queryOf, sendCsv } from '../send-csv.ts';
import { getChurnReport } from './get-churn-report.ts';
import { getLifecycleReport } from './get-lifecycle-report.ts';
import { getMrrReport } from './get-mrr-report.ts';

const COUNTS = ['opening_customers', 'closing_customers', 'lost_customers'];
const RATES = [
  'customer_churn',
  'gross_mrr_churn',
  'net_mrr_churn',
  'net_revenue_retention',
  'gross_revenue_retention',
  'quick_ratio',
];

/** GET /reports/subscriptions/mrr.csv: the movements, a row for each period, currency and group. */
export const mrrCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/subscriptions/mrr.csv',
  role: 'viewer',
  openapi: csvDocument('reports-mrr-csv', 'Download MRR and its movements as CSV', GetMrrReport),
  handle: async (ctx, request, reply) => {
    const report = await getMrrReport(ctx, GetMrrReport.parse(queryOf(GetMrrReport, request.query)));
    const { group_by, interval, from, to } = report;
    const split = group_by === null ? '' : `by ${group_by} `;
    return sendCsv(reply, `mrr ${split}per ${interval} ${from} to ${to}.csv`, mrrCells(report));
  },
};

/** GET /reports/subscriptions/churn.csv: what was lost and kept in each period. */
export const churnCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/subscriptions/churn.csv',
  role: 'viewer',
  openapi: csvDocument('reports-churn-csv', 'Download churn and retention as CSV', GetChurnReport),
  handle: async (ctx, request, reply) => {
    const report = await getChurnReport(ctx, GetChurnReport.parse(queryOf(GetChurnReport, request.query)));
    const rows = report.data.map((row) => plainAmounts(row, [...COUNTS, ...RATES]));
    return sendCsv(reply, `churn per ${report.interval} ${report.from} to ${report.to}.csv`, rows);
  },
};

/** GET /reports/subscriptions/lifecycle.csv: what happened to subscriptions in each period, and how many there are. */
export const lifecycleCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/subscriptions/lifecycle.csv',
  role: 'viewer',
  openapi: csvDocument('reports-lifecycle-csv', 'Download the lifecycle of subscriptions as CSV', GetLifecycleReport),
  handle: async (ctx, request, reply) => {
    const report = await getLifecycleReport(ctx, GetLifecycleReport.parse(queryOf(GetLifecycleReport, request.query)));
    return sendCsv(
      reply,
      `lifecycle per ${report.interval} ${report.from} to ${report.to}.csv`,
      lifecycleCells(report),
    );
  },
};

/** GET /reports/subscriptions/cohorts.csv: a row for each cohort and month since. */
export const cohortsCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/reports/subscriptions/cohorts.csv',
  role: 'viewer',
  openapi: csvDocument('reports-cohorts-csv', 'Download the retention of cohorts as CSV', GetLifecycleReport),
  handle: async (ctx, request, reply) => {
    const report = await getLifecycleReport(ctx, GetLifecycleReport.parse(queryOf(GetLifecycleReport, request.query)));
    return sendCsv(reply, `cohorts ${report.from} to ${report.to}.csv`, cohortCells(report));
  },
};

function mrrCells({ group_by, data }: MrrReport): Cells[] {
  return data.map(({ key, name, ...row }) => {
    const { period_start, ...sums } = plainAmounts(row, COUNTS);
    return { period_start: period_start ?? null, ...groupCells(group_by, name, key), ...sums };
  });
}

function groupCells(group_by: MrrReport['group_by'], name: string | null, key: string | null): Cells {
  if (group_by === null) return {};
  return group_by === 'country' ? { country: name } : { plan: name, key };
}

function lifecycleCells({ data }: LifecycleReport): Cells[] {
  return data.map(({ closing, ...events }) => ({
    ...events,
    ...Object.fromEntries(SUBSCRIPTION_STATUSES.map((status) => [`${status}_at_end`, closing[status] ?? 0])),
  }));
}

function cohortCells({ cohorts }: LifecycleReport): Cells[] {
  return cohorts.flatMap(({ cells, currency, month, ...began }) =>
    cells.map(({ offset, customers, mrr, ...rates }) => ({
      currency,
      cohort: month,
      months_since: offset,
      ...plainAmounts({ currency, customers_at_start: began.customers, mrr_at_start: began.mrr, customers, mrr }, [
        'customers_at_start',
        'customers',
      ]),
      ...rates,
    })),
  );
}
