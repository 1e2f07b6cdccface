import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../../packages/db/src/database.ts';
import { joinEmbeddedPostgres } from '../../packages/db/src/embedded.ts';
import { databaseUrl } from '../../packages/db/src/ensure-database.ts';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '../../packages/db/src/roles.ts';
import type { Installation } from './installation.ts';
import type { Load } from './load.ts';

type Query = <Row>(text: string) => Promise<Row[]>;

const WAITED_FOR_SECONDS = 20 * 60;
/** Where the marks of what was asked for are found. */
const MARKED: Record<string, string> = {
  customers: "SELECT metadata->>'mark' AS mark, count(*)::int AS times FROM customers",
  invoices: "SELECT metadata->>'mark' AS mark, count(*)::int AS times FROM invoices",
  subscriptions: "SELECT metadata->>'mark' AS mark, count(*)::int AS times FROM subscriptions",
  credit_notes: "SELECT metadata->>'mark' AS mark, count(*)::int AS times FROM credit_notes",
  credit: "SELECT reason AS mark, count(*)::int AS times FROM account_credit_entries WHERE kind = 'adjustment'",
  imported:
    "SELECT split_part(email, '@', 1) AS mark, count(*)::int AS times FROM customers WHERE email LIKE '%@import.example'",
  payments: 'SELECT reference AS mark, count(*)::int AS times FROM payments',
};

/** Everything that is not as it was answered, one sentence each. Waits first until the jobs are done. */
export async function faultsAfter(installation: Installation, load: Load, tenant_id: string): Promise<string[]> {
  const joined = await joinEmbeddedPostgres(join(installation.data_dir, 'postgres'));
  if (!joined) throw new Error('the database does not run');
  const url = databaseUrl(joined.adminUrl, 'revenue');
  const db = createDatabase({ appUrl: roleUrl(url, APP_ROLE), systemUrl: roleUrl(url, SYSTEM_ROLE) });
  const query: Query = (text) =>
    db.withTenantSql(tenant_id, async (client) => (await client.query(text)).rows as never[]);
  try {
    return [
      ...(await jobFaults(query)),
      ...(await markFaults(query, load)),
      ...(await usageFaults(query, load)),
      ...(await runFaults(query, load)),
      ...(await bulkFaults(query, load)),
      ...(await clockFaults(query)),
      ...(await documentFaults(installation, load)),
      ...(await verifyFaults(installation)),
      ...load.client.faults.map((fault) => `answered as our fault: ${fault}`),
    ];
  } finally {
    await db.close();
  }
}

async function jobFaults(query: Query): Promise<string[]> {
  const began = performance.now();
  for (;;) {
    const open = await query<{ name: string; state: string; times: number }>(
      `SELECT name, state::text, count(*)::int AS times FROM pgboss.job
        WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name, state`,
    );
    const waiting = open.filter(({ state }) => state !== 'failed');
    const seconds = Math.round((performance.now() - began) / 1000);
    if (waiting.length === 0 || seconds > WAITED_FOR_SECONDS) {
      console.log(`  jobs settled after ${seconds} s`);
      return open.map(({ name, state, times }) => `${times} jobs ${name} are ${state}`);
    }
    await sleep(2_000);
  }
}

/** What was answered is there once, what was refused is not, and nothing is there that nobody asked for. */
async function markFaults(query: Query, { asked }: Load): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, select] of Object.entries(MARKED)) {
    const rows = await query<{ mark: string | null; times: number }>(`${select} GROUP BY 1`);
    const times = new Map(rows.map((row) => [row.mark, row.times]));
    for (const { mark, outcome } of asked.filter((one) => one.what === what)) {
      const found = times.get(mark) ?? 0;
      // Without a key a repetition may be refused for what its first try has done.
      const isOpen = what === 'payments' && outcome.retried;
      const wanted = outcome.kind === 'refused' ? 0 : 1;
      if (isOpen ? found > 1 : found !== wanted)
        faults.push(`${what} ${mark} was ${outcome.kind}, and is there ${found} times`);
    }
  }
  return faults;
}

async function usageFaults(query: Query, { taken, untaken }: Load): Promise<string[]> {
  const rows = await query<{ id: string }>('SELECT id FROM usage_records');
  const stored = new Set(rows.map(({ id }) => id));
  const missing = [...taken].filter((id) => !stored.has(id));
  const extra = [...stored].filter((id) => !taken.has(id) || untaken.has(id));
  return [
    ...(missing.length > 0 ? [`${missing.length} usage records were answered and are lost: ${missing[0]}`] : []),
    ...(extra.length > 0 ? [`${extra.length} usage records are there and were not taken: ${extra[0]}`] : []),
    ...(rows.length === stored.size ? [] : ['usage counts twice']),
  ];
}

async function runFaults(query: Query, { asked }: Load): Promise<string[]> {
  const rows = await query<{ status: string; manual: boolean }>(
    "SELECT status, trigger = 'manual' AS manual FROM billing_runs",
  );
  const open = rows.filter(({ status }) => status !== 'completed' && status !== 'canceled');
  const wanted = asked.filter(({ what, outcome }) => what === 'billing_runs' && outcome.kind !== 'refused').length;
  const manual = rows.filter((row) => row.manual).length;
  return [
    ...open.map(({ status }) => `a billing run is ${status}`),
    ...(manual === wanted ? [] : [`${wanted} billing runs were asked for and ${manual} were made`]),
  ];
}

/** As many as were asked for, each at its end, and nothing in them left out. */
async function bulkFaults(query: Query, { asked }: Load): Promise<string[]> {
  const rows = await query<{ status: string; open: number }>(
    `SELECT b.status, count(*) FILTER (WHERE i.outcome IS NULL)::int AS open
       FROM bulk_actions b JOIN bulk_action_items i ON i.tenant_id = b.tenant_id AND i.bulk_action_id = b.id
      GROUP BY b.id, b.status`,
  );
  const wanted = asked.filter(({ what, outcome }) => what === 'bulk_actions' && outcome.kind !== 'refused').length;
  return [
    ...(rows.length === wanted ? [] : [`${wanted} bulk actions were asked for and ${rows.length} were made`]),
    ...rows.flatMap(({ status, open }) =>
      status === 'completed' && open === 0 ? [] : [`a bulk action is ${status} with ${open} records untouched`],
    ),
  ];
}

/** A journey that was begun has come to its end, however often it was cut off. */
async function clockFaults(query: Query): Promise<string[]> {
  const rows = await query<{ status: string; failure: string | null }>(
    "SELECT status, failure FROM test_clock_advances WHERE status <> 'completed'",
  );
  return rows.map(({ status, failure }) => `a clock is ${status} on its way: ${failure}`);
}

/** A file says by its name what is in it, so half a file is found; and what is sent can be read. */
async function documentFaults({ data_dir }: Installation, load: Load): Promise<string[]> {
  const faults: string[] = [];
  for (const id of load.invoices.slice(0, 20)) {
    const pdf = await load.client.get(`/invoices/${id}/pdf`);
    if (!String(pdf).startsWith('%PDF-')) faults.push(`the document of invoice ${id} is no PDF`);
  }
  const files = await readdir(join(data_dir, 'documents'), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const file of files.filter((one) => one.isFile())) {
    const hash = /[0-9a-f]{64}/.exec(file.name)?.[0];
    const content = await readFile(join(file.parentPath, file.name));
    const isWhole = hash === createHash('sha256').update(content).digest('hex');
    if (hash && !isWhole && !/tmp|draft|part/.test(file.name)) faults.push(`the document ${file.name} is not whole`);
  }
  return faults;
}

async function verifyFaults(installation: Installation): Promise<string[]> {
  const { code, said } = await installation.command('verify');
  return code === 0 ? [] : [`verify: ${said.slice(0, 3000)}`];
}
