import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { getChurnReport } from '@revenue/api/reports/subscriptions/get-churn-report';
import { getLifecycleReport } from '@revenue/api/reports/subscriptions/get-lifecycle-report';
import { getMrrReport } from '@revenue/api/reports/subscriptions/get-mrr-report';
import {
  GetChurnReport,
  GetLifecycleReport,
  GetMrrReport,
  type MrrSpan,
  reconcileMovements,
} from '@revenue/billing-core/metrics';
import { fixedClock } from '@revenue/billing-core/time';
import { createDatabase } from '@revenue/db/database';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import pg from 'pg';
import { fillMrr, TENANT } from './fill-mrr.ts';
import { seconds } from './measure.ts';

const NOW = '2026-06-30T12:00:00Z';
const GOAL_MILLISECONDS = 1000;
const ROUNDS = 10;

/**
 * `pnpm bench metrics [SUBSCRIPTIONS]`: how long the reports of MRR, churn and lifecycle take for a tenant with 100,000
 * subscriptions over two years, beside reading the same spans and adding them up with the core's own function.
 */
export async function benchMetrics(args: readonly string[]): Promise<void> {
  const subscriptions = Number(args[0] ?? 100_000);
  await withScratchDatabase(async (adminUrl) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl: roleUrl(adminUrl, SYSTEM_ROLE) });
    const log = { info: () => undefined };
    const services = { db, clock: fixedClock(NOW), log } as unknown as Services;
    try {
      await fillMrr(client, subscriptions);
      await measure(systemContext(services, TENANT, 'bench'));
    } finally {
      await client.end();
      await db.close();
    }
  });
}

const YEAR = { from: '2025-07-01', to: '2026-06-30' };
const ALL = { from: '2024-07-01', to: '2026-06-30' };

async function measure(ctx: OperationContext): Promise<void> {
  const mrr = (input: object) => () => getMrrReport(ctx, GetMrrReport.parse(input));
  const churn = (input: object) => () => getChurnReport(ctx, GetChurnReport.parse(input));
  const lifecycle = (input: object) => () => getLifecycleReport(ctx, GetLifecycleReport.parse(input));
  console.log(`${'p50'.padStart(46)} ms${'slowest'.padStart(9)} ms`);
  await line('MRR of a month by day', mrr({ from: '2026-06-01', to: '2026-06-30', interval: 'day' }));
  await line('  of a year by month', mrr(YEAR));
  await line('  of two years by day', mrr({ ...ALL, interval: 'day' }));
  await line('  of a year by month and plan', mrr({ ...YEAR, group_by: 'plan' }));
  await line('  of a year by month and country', mrr({ ...YEAR, group_by: 'country' }));
  await line('churn of a year by month', churn(YEAR));
  await line('lifecycle of a year by month, cohorts', lifecycle(YEAR));
  const [spans] = await timesOf(() => readSpans(ctx), 1);
  const read = await readSpans(ctx);
  const added = await seconds(async () => {
    reconcileMovements(read, { start: YEAR.from, end: '2026-07-01' }, { step: 'month', by: [] });
  });
  console.log(
    `beside: reading the spans ${spans?.toFixed(0)} ms, the core's function over them ${(added * 1000).toFixed(0)} ms`,
  );
}

async function readSpans(ctx: OperationContext): Promise<MrrSpan[]> {
  return ctx.db.withTenantSql(TENANT, async (client) => {
    const { rows } = await client.query<MrrSpan>(
      `SELECT customer_id, currency, plan_id AS plan, '' AS segment, status, mrr::text, from_day::text AS from, until_day::text AS until
         FROM mrr_spans WHERE tenant_id = $1`,
      [TENANT],
    );
    return rows;
  });
}

async function line(what: string, work: () => Promise<unknown>): Promise<void> {
  const times = await timesOf(work, ROUNDS);
  const [median = 0, slowest = 0] = [times[ROUNDS / 2], times.at(-1)];
  const verdict = `goal ${GOAL_MILLISECONDS} ms: ${median <= GOAL_MILLISECONDS ? 'met' : 'missed'}`;
  console.log(`${what.padEnd(40)}${median.toFixed(0).padStart(6)} ms${slowest.toFixed(0).padStart(9)} ms   ${verdict}`);
}

/** Sorted, without the first, which fills the caches. */
async function timesOf(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) times.push((await seconds(work)) * 1000);
  return times.slice(1).sort((left, right) => left - right);
}
