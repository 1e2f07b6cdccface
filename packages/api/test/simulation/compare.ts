import { Prisma } from '@revenue/db/database';
import { checkInvariants } from '@revenue/db/invariants';
import { expect } from 'vitest';
import type { World } from './commands.ts';

type Charged = { subscription_id: string; amount: string; lines: number };

/** Every line of subscriptions: on invoices, waiting for one, and what credit notes gave back. */
const LINES = Prisma.sql`
  SELECT si.subscription_id, ii.amount, ii.description, ii.service_start, ii.service_end, i.invoice_number AS place
    FROM invoice_items ii
    JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id
    JOIN invoices i ON i.tenant_id = ii.tenant_id AND i.id = ii.invoice_id AND i.status <> 'void'
  UNION ALL
  SELECT subscription_id, amount, description, service_start, service_end, 'waits'
    FROM pending_invoice_items WHERE status = 'waiting' AND waits_for = 'next_invoice'
  UNION ALL
  SELECT si.subscription_id, -ci.amount, ci.description, ii.service_start, ii.service_end, cn.credit_note_number
    FROM credit_note_items ci
    JOIN credit_notes cn ON cn.tenant_id = ci.tenant_id AND cn.id = ci.credit_note_id
    JOIN invoice_items ii ON ii.tenant_id = cn.tenant_id AND ii.invoice_id = cn.invoice_id AND ii.position = ci.invoice_position
    JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id`;

/** What each subscription was charged. */
async function loadCharged({ api: { db, tenant_id } }: World): Promise<Map<string, Charged>> {
  const rows = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<Charged[]>`
      SELECT subscription_id::text, sum(amount)::text AS amount, count(*)::int AS lines FROM (${LINES}) l GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.subscription_id, row]));
}

/** The last lines of one, to be read where they come to another sum. */
async function lastLines({ api: { db, tenant_id } }: World, id: string): Promise<string[]> {
  const rows = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<{ told: string }[]>`
      SELECT concat_ws(' ', place, description, service_start, service_end, amount) AS told
        FROM (${LINES}) l WHERE subscription_id = ${id}::uuid ORDER BY service_end DESC, service_start DESC, place LIMIT 30`,
  );
  return rows.map(({ told }) => told);
}

/**
 * All invariants hold, and what each customer was charged is what its days cost: exactly where every day is a whole number
 * of cents, and else but for half a cent a line, since each is rounded once.
 */
export async function expectAllWell(world: World, ranAt: Date): Promise<void> {
  expect(await checkInvariants(world.api.db)).toEqual([]);
  const charged = await loadCharged(world);
  for (const subscriber of world.subscribers) {
    const { amount = '0', lines = 0 } = charged.get(subscriber.id) ?? {};
    const { numerator, denominator } = subscriber.charged(ranAt);
    const difference = Number(BigInt(amount) * denominator - numerator) / Number(denominator);
    if (Math.abs(difference) <= (subscriber.tidy ? 0 : lines / 2 + 1e-6)) continue;
    const story = [...subscriber.diary, ...(await lastLines(world, subscriber.id))].join('\n  ');
    throw new Error(
      `On ${ranAt.toISOString()} ${subscriber.id} was charged ${amount} cents on ${lines} lines, ${difference} more than its days cost.\n  ${story}`,
    );
  }
}
