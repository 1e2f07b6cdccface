import { assertPlacement, type CustomerFamily, CustomerStatus } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { giveBackToFormerPayers } from './give-back-to-former-payers.ts';
import { ENDED_SUBSCRIPTION_STATUSES, loadSharedBalances } from './queries.ts';
import type { CustomerRow } from './view.ts';

const SHOWN_CHILDREN = 50;

type Relative = { id: string; name: string; status: string };

/**
 * Lets one change of the tenant's families wait for the other: two that are right by themselves could close a circle
 * together. Taken before any row, so that nobody holds a row that the other needs to go on.
 */
export async function lockFamilies(tx: Tx, tenant_id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('customer families ' || ${tenant_id}, 0))`;
}

/**
 * Judges the place below `parent_id` before it is written. The caller has locked the families.
 *
 * @throws BillingError not_found, validation_failed for a circle, too many levels or a closed parent
 */
export async function checkPlacement(
  tx: Tx,
  tenant_id: string,
  { id, parent_id }: { id: string | null; parent_id: string | null },
): Promise<void> {
  if (parent_id === null) return;
  const above = await tx.$queryRaw<Relative[]>`
    WITH RECURSIVE up AS (
      SELECT id, name, status, parent_id, 1 AS place FROM customers
       WHERE tenant_id = ${tenant_id}::uuid AND id = ${parent_id}::uuid AND deleted_at IS NULL
      UNION ALL
      SELECT c.id, c.name, c.status, c.parent_id, up.place + 1 FROM customers c JOIN up ON c.id = up.parent_id
       WHERE c.tenant_id = ${tenant_id}::uuid AND up.place < 100)
    SELECT id, name, status FROM up ORDER BY place`;
  const [parent] = above;
  if (!parent) throw refusal('not_found', `is ${parent_id}, which is no customer of yours; choose one that is`);
  if (parent.status === 'closed') {
    throw refusal('validation_failed', `${parent.name} is closed; choose another account or make it active again`);
  }
  assertPlacement({ id, above, levels: id === null ? 1 : await levelsFrom(tx, tenant_id, id) });
}

async function levelsFrom(tx: Tx, tenant_id: string, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ levels: number }[]>`
    WITH RECURSIVE down AS (
      SELECT ${id}::uuid AS id, 1 AS level
      UNION ALL
      SELECT c.id, down.level + 1 FROM customers c JOIN down ON c.parent_id = down.id
       WHERE c.tenant_id = ${tenant_id}::uuid AND down.level < 100)
    SELECT max(level)::int AS levels FROM down`;
  return row?.levels ?? 1;
}

function refusal(code: 'not_found' | 'validation_failed', message: string): BillingError {
  return new BillingError(code, `parent_id: ${message}.`, { errors: [{ path: 'parent_id', message }] });
}

/**
 * Writes who pays for the account and for every account below it, as parents and `billed_to` now say. Who pays for an
 * account below may change with it; that is recorded with it too. Returns the payer of the account itself.
 */
export async function writePayers(tx: Tx, ctx: OperationContext, id: string): Promise<string | null> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const changed = await tx.$queryRaw<{ id: string; before: string | null; after: string | null }[]>`
    WITH RECURSIVE family AS (
      SELECT c.id, c.payer_id AS before, CASE WHEN c.billed_to = 'parent' THEN COALESCE(p.payer_id, p.id) END AS payer
        FROM customers c LEFT JOIN customers p ON p.tenant_id = c.tenant_id AND p.id = c.parent_id
       WHERE c.tenant_id = ${tenant_id}::uuid AND c.id = ${id}::uuid
      UNION ALL
      SELECT c.id, c.payer_id, CASE WHEN c.billed_to = 'parent' THEN COALESCE(family.payer, family.id) END
        FROM customers c JOIN family ON c.parent_id = family.id WHERE c.tenant_id = ${tenant_id}::uuid)
    UPDATE customers c SET payer_id = family.payer, updated_at = ${now},
           version = CASE WHEN c.id = ${id}::uuid THEN c.version ELSE c.version + 1 END
      FROM family WHERE c.tenant_id = ${tenant_id}::uuid AND c.id = family.id AND c.payer_id IS DISTINCT FROM family.payer
    RETURNING c.id, family.before, family.payer AS after`;
  const below = changed.filter((row) => row.id !== id);
  if (below.length > 0) {
    await recordChanges(
      tx,
      ctx,
      below.map((row) => ({
        type: 'customer.updated' as const,
        object_type: 'customer',
        object_id: row.id,
        before: { payer_id: row.before },
        after: { id: row.id, payer_id: row.after },
      })),
    );
  }
  await giveBackToFormerPayers(tx, ctx, new Map(changed.map((row) => [row.id, row.after ?? row.id])));
  const payer = await tx.customer.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id, id } },
    select: { payer_id: true },
  });
  return payer.payer_id;
}

/** The accounts around one, and what it and all below it come to. */
export async function loadFamily(tx: Tx, row: CustomerRow): Promise<CustomerFamily> {
  const { tenant_id, id } = row;
  const near = await tx.customer.findMany({
    where: { tenant_id, id: { in: [row.parent_id, row.payer_id].flatMap((known) => known ?? []) } },
    select: { id: true, name: true, status: true },
  });
  const children = await tx.customer.findMany({
    where: { tenant_id, parent_id: id, deleted_at: null },
    select: { id: true, name: true, status: true, billed_to: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: SHOWN_CHILDREN,
  });
  const members = children.length === 0 ? [id] : await membersFrom(tx, tenant_id, id);
  const live_subscriptions = await tx.subscription.count({
    where: { tenant_id, customer_id: { in: members }, status: { notIn: ENDED_SUBSCRIPTION_STATUSES } },
  });
  const relative = (wanted: string | null) => near.map(toRelative).find((known) => known.id === wanted) ?? null;
  return {
    parent: relative(row.parent_id),
    payer: relative(row.payer_id),
    children: children.map((child) => ({
      ...toRelative(child),
      billed_to: child.billed_to === 'parent' ? 'parent' : 'self',
    })),
    accounts: members.length,
    live_subscriptions,
    balances: await loadSharedBalances(tx, tenant_id, members),
  };
}

function toRelative({ id, name, status }: Relative) {
  return { id, name, status: CustomerStatus.parse(status) };
}

async function membersFrom(tx: Tx, tenant_id: string, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE down AS (
      SELECT ${id}::uuid AS id
      UNION ALL
      SELECT c.id FROM customers c JOIN down ON c.parent_id = down.id
       WHERE c.tenant_id = ${tenant_id}::uuid AND c.deleted_at IS NULL)
    SELECT id FROM down`;
  return rows.map((row) => row.id);
}
