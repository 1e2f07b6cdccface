import { Prisma } from '@revenue/db/database';
import { checkInvariants } from '@revenue/db/invariants';
import { expect } from 'vitest';
import type { World } from './commands.ts';

type Charged = { subscription_id: string; amount: string; lines: number; taxed: string; tax: string };

/** Every line of subscriptions, less its discount: on invoices, waiting for one, and what credit notes gave back. */
const LINES = Prisma.sql`
  SELECT si.subscription_id, ii.amount - ii.discount_amount AS amount, ii.tax_amount AS tax, true AS is_taxed,
         ii.description, ii.service_start, ii.service_end, i.invoice_number AS place
    FROM invoice_items ii
    JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id
    JOIN invoices i ON i.tenant_id = ii.tenant_id AND i.id = ii.invoice_id AND i.status <> 'void'
  UNION ALL
  SELECT subscription_id, amount - discount_amount, 0, false, description, service_start, service_end, 'waits'
    FROM pending_invoice_items WHERE status = 'waiting' AND waits_for = 'next_invoice'
  UNION ALL
  SELECT si.subscription_id, ci.discount_amount - ci.amount, -ci.tax_amount, true, ci.description, ii.service_start, ii.service_end, cn.credit_note_number
    FROM credit_note_items ci
    JOIN credit_notes cn ON cn.tenant_id = ci.tenant_id AND cn.id = ci.credit_note_id
    JOIN invoice_items ii ON ii.tenant_id = cn.tenant_id AND ii.invoice_id = cn.invoice_id AND ii.position = ci.invoice_position
    JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id`;

/** What each subscription was charged. */
async function loadCharged({ api: { db, tenant_id } }: World): Promise<Map<string, Charged>> {
  const rows = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<Charged[]>`
      SELECT subscription_id::text, sum(amount)::text AS amount, count(*)::int AS lines, sum(tax)::text AS tax,
             COALESCE(sum(amount) FILTER (WHERE is_taxed), 0)::text AS taxed FROM (${LINES}) l GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.subscription_id, row]));
}

/** The last lines of one, to be read where they come to another sum. */
async function lastLines({ api: { db, tenant_id } }: World, id: string): Promise<string[]> {
  const rows = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<{ told: string }[]>`
      SELECT concat_ws(' ', place, description, service_start, service_end, amount, tax) AS told
        FROM (${LINES}) l WHERE subscription_id = ${id}::uuid ORDER BY service_end DESC, service_start DESC, place LIMIT 30`,
  );
  const changes = await db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<{ told: string }[]>`
      SELECT concat_ws(' ', kind, status, effective_at, net, details ->> 'settle', actor) AS told
        FROM subscription_changes WHERE subscription_id = ${id}::uuid ORDER BY created_at, id`,
  );
  return [...changes, ...rows].map(({ told }) => told);
}

/**
 * All invariants hold, and what each customer was charged is what its days cost less its discount, with a fifth of that as
 * tax: exactly where every day is a whole number of cents, and else but for half a cent for each rounding of a line.
 */
export async function expectAllWell(world: World, ranAt: Date): Promise<void> {
  expect(await checkInvariants(world.api.db)).toEqual([]);
  const charged = await loadCharged(world);
  for (const subscriber of world.subscribers) {
    const { amount = '0', lines = 0, taxed = '0', tax = '0' } = charged.get(subscriber.id) ?? {};
    const { numerator, denominator } = subscriber.charged(ranAt);
    const difference = Number(BigInt(amount) * denominator - numerator) / Number(denominator);
    const taxDifference = Number(BigInt(tax) * world.tax.of - BigInt(taxed)) / Number(world.tax.of);
    // A line is rounded, and so is its discount; a tax that is contained is none of whole cents.
    const isWell = Math.abs(difference) <= (subscriber.tidy ? 0 : lines + 1e-6);
    const isTaxWell = Math.abs(taxDifference) <= (subscriber.tidy && !world.tax.inclusive ? 0 : lines + 1e-6);
    if (isWell && isTaxWell) continue;
    const story = [...subscriber.diary, ...(await lastLines(world, subscriber.id))].join('\n  ');
    throw new Error(
      `On ${ranAt.toISOString()} ${subscriber.id} was charged ${amount} cents on ${lines} lines, ${difference} more than its days cost, and ${tax} of tax, ${taxDifference} more than that of ${taxed}.\n  ${story}`,
    );
  }
}
