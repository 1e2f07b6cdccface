import { parseArgs } from 'node:util';
import { executeBillingRun } from '@revenue/api/billing-runs/execute-billing-run';
import { startBillingRun } from '@revenue/api/billing-runs/start-billing-run';
import { type OperationContext, type Services, systemContext } from '@revenue/api/context';
import { StartBillingRun } from '@revenue/billing-core/billing-runs';
import { fixedClock } from '@revenue/billing-core/time';
import { createDatabase } from '@revenue/db/database';
import { checkInvariants } from '@revenue/db/invariants';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '@revenue/db/roles';
import { withScratchDatabase } from '@revenue/db/testing/scratch-database';
import { boundHeap } from '@revenue/server/bound-heap';
import pg from 'pg';
import { fillSubscriptions } from './fill-subscriptions.ts';
import { seconds } from './measure.ts';
import { peakMemory } from './peak-memory.ts';
import { connectionsTime, ownTime, processorTime } from './processor-time.ts';
import { watchStatements } from './statement-times.ts';

const NOW = '2026-06-01T12:00:00Z';
const GOAL_SHARE = 0.5;
const GOAL_MEBIBYTES = 512;
/** What one run writes, in the order in which foreign keys allow it. */
const TABLES = ['invoices', 'invoice_items', 'audit_log', 'events'] as const;
/** Who is billed, and who gets the same rows by INSERT ... SELECT. */
const BILLED = '01970000-0000-7000-8000-000000000001';
const COPIED = '01970000-0000-7000-8000-000000000002';
const WARM_UP = 500;

interface Measured {
  invoices: number;
  took: number;
  baseline: number;
  mebibytes: number;
  /** Microseconds of processor time for each invoice: of this process, of PostgreSQL in the run, and in the baseline. */
  processor: { own: number; database: number; baseline: number };
}

/**
 * `pnpm bench billing-run [SUBSCRIPTIONS...] [--rounds N] [--statements]`: how many invoices a second a run makes, beside an INSERT ...
 * SELECT of the rows that it made, into the same tables by the same role: with their indexes, foreign keys, checks,
 * triggers and row security. Run and baseline take turns, each time in a fresh database; printed is the round with the
 * median share. Also the most memory that the process held while it ran, and the processor time of both sides, which says
 * what a busy machine cannot spoil. `--statements` prints where that of PostgreSQL goes.
 */
export async function benchBillingRun(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '3' }, statements: { type: 'boolean', default: false } },
  });
  const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000, 10_000, 100_000];
  // As every process of the server does.
  boundHeap();
  // A worker has billed before: what is measured is not how fast the program is compiled.
  await measureRound(WARM_UP, false);
  for (const size of sizes) {
    const measured: Measured[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1)
      measured.push(await measureRound(size, values.statements));
    report(size, measured);
  }
}

function report(size: number, measured: readonly Measured[]): void {
  const sorted = measured.toSorted((left, right) => left.baseline / left.took - right.baseline / right.took);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (median === undefined) return;
  const { invoices, took, baseline } = median;
  const share = baseline / took;
  const mebibytes = Math.max(...measured.map((round) => round.mebibytes));
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  const goal = (isMet: boolean, text: string) => `goal ${text} ${isMet ? 'met' : 'missed'}`;
  const figures = [
    `${number(size).padStart(9)} subscriptions in ${took.toFixed(1)} s`,
    `${number(invoices / took).padStart(7)} invoices/s`,
    `INSERT ... SELECT ${number(invoices / baseline).padStart(7)}/s`,
    `${(100 * share).toFixed(0).padStart(3)} % of it: ${goal(share >= GOAL_SHARE, `${100 * GOAL_SHARE} %`)}`,
    `at most ${number(mebibytes)} MiB: ${goal(mebibytes <= GOAL_MEBIBYTES, `${GOAL_MEBIBYTES} MiB`)}`,
    `shares of the rounds ${sorted
      .map((round) => (100 * round.baseline) / round.took)
      .map(number)
      .join(', ')} %`,
  ];
  console.log(figures.join('   '));
  for (const { took, baseline: beside, mebibytes: held, processor } of measured) {
    const micro = (value: number) => `${value.toFixed(0)} µs`;
    const idle = (took * 1e6) / size;
    console.log(
      `    ${took.toFixed(2)} s beside ${beside.toFixed(2)} s, ${number(held)} MiB; an invoice took ${micro(idle)}: Node ${micro(processor.own)} and PostgreSQL ${micro(processor.database)} of processor time, beside ${micro(processor.baseline)}`,
    );
  }
}

function measureRound(size: number, showsStatements: boolean): Promise<Measured> {
  return withScratchDatabase(async (adminUrl) => {
    const appUrl = roleUrl(adminUrl, APP_ROLE);
    const db = createDatabase({ appUrl, systemUrl: roleUrl(adminUrl, SYSTEM_ROLE) });
    const owner = new pg.Client({ connectionString: adminUrl });
    await owner.connect();
    try {
      for (const statement of [BILLED, COPIED].flatMap((tenant) => fillSubscriptions(tenant, size)))
        await owner.query(statement);
      // A run uses the database, the clock and the log; its job is carried out here and now.
      const jobs = { enqueue: async () => null } as unknown as Services['jobs'];
      const services = { db, clock: fixedClock(NOW), jobs, log: console as never } as unknown as Services;
      const ctx = systemContext(services, BILLED, 'bench');
      const run = await startBillingRun(ctx, StartBillingRun.parse({ as_of: NOW }));
      const [ownBefore, databaseBefore] = [ownTime(), await connectionsTime(owner, APP_ROLE)];
      const stopWatching = showsStatements ? watchStatements() : null;
      let took = 0;
      const mebibytes = await peakMemory(async () => {
        took = await seconds(() => executeBillingRun(ctx, run.id));
      });
      const own = ownTime() - ownBefore;
      stopWatching?.(size);
      const database = (await connectionsTime(owner, APP_ROLE)) - databaseBefore;
      const invoices = await count(owner, 'invoices');
      const baseline = await measureBaseline(owner, appUrl);
      await requireSound(ctx, invoices, size);
      const processor = { own: own / size, database: database / size, baseline: baseline.processor / size };
      return { invoices, took, baseline: baseline.took, mebibytes, processor };
    } finally {
      await owner.end();
      await db.close();
    }
  });
}

/** A run that is fast and wrong is worth nothing. */
async function requireSound(ctx: OperationContext, made: number, size: number): Promise<void> {
  if (made !== size) throw new Error(`${made} invoices of ${size} subscriptions`);
  const violations = await checkInvariants(ctx.db, ctx.tenant_id);
  if (violations.length > 0) throw new Error(`does not hold: ${JSON.stringify(violations.slice(0, 3))}`);
}

/** The rows of the run for the other tenant: one statement a table, in one transaction. */
async function measureBaseline(owner: pg.Client, appUrl: string): Promise<{ took: number; processor: number }> {
  await owner.query(
    `INSERT INTO billing_runs SELECT (jsonb_populate_record(b, jsonb_build_object('tenant_id', '${COPIED}'))).*
       FROM billing_runs b WHERE tenant_id = '${BILLED}'`,
  );
  for (const table of TABLES) {
    const ofRun =
      table === 'audit_log' || table === 'events' ? `AND object_type <> 'billing_run' AND request_id IS NOT NULL` : '';
    await owner.query(
      `CREATE UNLOGGED TABLE copied_${table} AS SELECT * FROM ${table} WHERE tenant_id = '${BILLED}' ${ofRun}`,
    );
    await owner.query(`UPDATE copied_${table} SET tenant_id = '${COPIED}'`);
    await owner.query(`GRANT SELECT ON copied_${table} TO ${APP_ROLE}`);
  }
  await owner.query('CHECKPOINT');
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const { processID } = client as pg.Client & { processID: number };
  try {
    const before = processorTime(processID);
    const took = await seconds(async () => {
      await client.query(`BEGIN; SET LOCAL app.tenant_id = '${COPIED}'`);
      for (const table of TABLES) await client.query(`INSERT INTO ${table} SELECT * FROM copied_${table}`);
      await client.query('COMMIT');
    });
    return { took, processor: processorTime(processID) - before };
  } finally {
    await client.end();
  }
}

async function count(owner: pg.Client, table: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE tenant_id = '${BILLED}'`,
  );
  return rows[0]?.count ?? 0;
}
