import type { Database } from '@revenue/db/database';

/** One table as it stands for a tenant. Whatever changes in any of its rows changes the checksum. */
export type TableState = {
  is_of_tenants: boolean;
  rows: number;
  checksum: string;
  /** Of each column of 64 bits, as amounts are. */
  sums: Record<string, string | null>;
};

export type TenantState = Record<string, TableState>;

type Table = { name: string; is_of_tenants: boolean; amounts: string[] };

/** All that is stored of a tenant, with the jobs that were left for it. Tables of nobody are seen whole. */
export async function stateOfTenant(db: Database, tenant_id: string): Promise<TenantState> {
  return db.withSystem('a test compares everything', async (tx) => {
    const tables = await tx.$queryRaw<Table[]>`
      SELECT c.relname::text AS name, bool_or(a.attname = 'tenant_id') AS is_of_tenants,
             COALESCE(array_agg(a.attname::text ORDER BY a.attname) FILTER (WHERE a.atttypid = 'int8'::regtype), '{}') AS amounts
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       GROUP BY c.relname`;
    const looks = [...tables.map(lookAt), LOOK_AT_JOBS].join(' UNION ALL ');
    const rows = await tx.$queryRawUnsafe<(TableState & { name: string })[]>(`${looks} ORDER BY name`, tenant_id);
    return Object.fromEntries(rows.map(({ name, ...state }) => [name, state]));
  });
}

const summary = (is_of_tenants: boolean, sums: string) => `${is_of_tenants} AS is_of_tenants, count(*)::int AS rows,
  md5(COALESCE(string_agg(row::text, '\n' ORDER BY row::text), '')) AS checksum, jsonb_build_object(${sums}) AS sums`;

function lookAt({ name, is_of_tenants, amounts }: Table): string {
  const sums = amounts.map((amount) => `'${amount}', sum("${amount}")::text`).join(', ');
  const mine = is_of_tenants ? 'WHERE tenant_id = $1::uuid' : '';
  return `SELECT '${name}' AS name, ${summary(is_of_tenants, sums)} FROM "${name}" row ${mine}`;
}

/** How often a job was tried is the queue's own. */
const LOOK_AT_JOBS = `SELECT 'jobs of the queue' AS name, ${summary(true, '')}
  FROM (SELECT id, name, data FROM pgboss.job WHERE data->>'tenant_id' = $1::uuid::text) row`;

/** What two tenants have in common that lived through the same: how many rows, and what their amounts come to. */
export function figuresOf(state: TenantState): Record<string, Pick<TableState, 'rows' | 'sums'>> {
  const mine = Object.entries(state).filter(([, { is_of_tenants }]) => is_of_tenants);
  return Object.fromEntries(mine.map(([name, { rows, sums }]) => [name, { rows, sums }]));
}
