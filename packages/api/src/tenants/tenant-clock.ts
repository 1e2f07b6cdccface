import { type Clock, fixedClock } from '@revenue/billing-core/time';
import { type Database, Prisma } from '@revenue/db/database';
import { createTestClockTransport } from '@revenue/emails/transports/test-clock';
import { type OperationContext, type Services, systemContext } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';

/** Live tenants by database: a mode never changes, so they are looked up once in the life of a process. */
const live = new WeakMap<Database, Set<string>>();

/**
 * The services as one tenant has them: on its own clock, with mails that stay here, where a test clock was advanced; else
 * the very same. Only test tenants are looked up, each time, for another process may have moved their clock.
 */
export async function servicesOf<S extends Services>(services: S, tenant_id: string): Promise<S> {
  if (services.own_clock || live.get(services.db)?.has(tenant_id)) return services;
  const { mode, now_at } = await readClock(services.db, tenant_id);
  if (now_at !== null) return onClock(services, tenant_id, now_at);
  if (mode === 'live') remember(services.db, tenant_id);
  return services;
}

/** What tells a tenant the time: the machine, or its test clock. */
export async function tenantClock(services: Services, tenant_id: string): Promise<Clock> {
  return (await servicesOf(services, tenant_id)).clock;
}

/** The machine's clock, for what must not be fooled: keys, locks, claims, the log of who did what. */
export function realClock(services: Pick<Services, 'clock' | 'own_clock'>): Clock {
  return services.own_clock?.real ?? services.clock;
}

/** The context of jobs and commands, in the time of the tenant. */
export async function tenantContext(services: Services, tenant_id: string, reason: string): Promise<OperationContext> {
  return systemContext(await servicesOf(services, tenant_id), tenant_id, reason);
}

/** Services whose present is `now`, for one tenant. Nothing that is written there is sent to anybody. */
export function onClock<S extends Services>(services: S, tenant_id: string, now: Date): S {
  const own_clock = { tenant_id, real: realClock(services) };
  return { ...services, clock: fixedClock(now), own_clock, mail: createTestClockTransport() };
}

/**
 * For fan-outs: the tenants whose time `services` tells. The machine's clock is that of all who have none of their own;
 * a test clock that is being advanced does the same for its tenant by itself.
 */
export function ofThisClock({ own_clock }: Pick<Services, 'own_clock'>, tenant_id: Prisma.Sql): Prisma.Sql {
  return own_clock
    ? Prisma.sql`${tenant_id} = ${own_clock.tenant_id}::uuid`
    : Prisma.sql`${tenant_id} NOT IN (SELECT k.tenant_id FROM test_clocks k)`;
}

/**
 * Does a fan-out for everybody on the machine's clock, then for each clock that stands still. What fails on one keeps none of
 * the others waiting, and is thrown in the end.
 */
export async function onEveryClock(services: Services, work: (services: Services) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  const steps = [() => work(services), () => onStandingClocks(services, work)];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Failed on the clock of the machine and on test clocks.');
}

async function onStandingClocks(services: Services, work: (services: Services) => Promise<unknown>): Promise<void> {
  const clocks = await services.db.withSystem(
    'fan-outs look at every clock',
    (tx) =>
      tx.$queryRaw<{ tenant_id: string; now_at: Date }[]>`
      SELECT k.tenant_id::text, k.now_at FROM test_clocks k
       WHERE NOT EXISTS (SELECT 1 FROM test_clock_advances a WHERE a.tenant_id = k.tenant_id AND a.status = 'running')
       ORDER BY k.tenant_id`,
  );
  const at = new Map(clocks.map(({ tenant_id, now_at }) => [tenant_id, now_at]));
  await forEachTenant(services, [...at.keys()], async (tenant_id) => {
    await work(onClock(services, tenant_id, at.get(tenant_id) ?? services.clock.now()));
  });
}

async function readClock(db: Database, tenant_id: string): Promise<{ mode: string | null; now_at: Date | null }> {
  return db.withTenantSql(tenant_id, async (client) => {
    const { rows } = await client.query<{ mode: string; now_at: Date | null }>(
      `SELECT t.mode, k.now_at FROM tenants t LEFT JOIN test_clocks k ON k.tenant_id = t.id WHERE t.id = $1`,
      [tenant_id],
    );
    return rows[0] ?? { mode: null, now_at: null };
  });
}

function remember(db: Database, tenant_id: string): void {
  const known = live.get(db) ?? new Set();
  live.set(db, known.add(tenant_id));
}
