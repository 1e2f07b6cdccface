import { checkInvariants } from '@revenue/db/invariants';
import { expect } from 'vitest';
import type { World } from './commands.ts';

type Charged = { subscription_id: string; amount: string; lines: number };

/** What each subscription was charged: lines on invoices and lines that wait for one, less what credit notes gave back. */
async function loadCharged({ api: { db, tenant_id } }: World): Promise<Map<string, Charged>> {
  const rows = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<Charged[]>`
      SELECT subscription_id::text, sum(amount)::text AS amount, count(*)::int AS lines
        FROM (SELECT si.subscription_id, ii.amount
                FROM invoice_items ii
                JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id
                JOIN invoices i ON i.tenant_id = ii.tenant_id AND i.id = ii.invoice_id AND i.status <> 'void'
              UNION ALL
              SELECT subscription_id, amount FROM pending_invoice_items WHERE status = 'waiting' AND waits_for = 'next_invoice'
              UNION ALL
              SELECT si.subscription_id, -ci.amount
                FROM credit_note_items ci
                JOIN credit_notes cn ON cn.tenant_id = ci.tenant_id AND cn.id = ci.credit_note_id
                JOIN invoice_items ii ON ii.tenant_id = cn.tenant_id AND ii.invoice_id = cn.invoice_id AND ii.position = ci.invoice_position
                JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id) charged
       GROUP BY subscription_id`,
  );
  return new Map(rows.map((row) => [row.subscription_id, row]));
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
    const story = subscriber.diary.join('\n  ');
    throw new Error(
      `On ${ranAt.toISOString()} ${subscriber.id} was charged ${amount} cents on ${lines} lines, ${difference} more than its days cost.\n  ${story}`,
    );
  }
}
