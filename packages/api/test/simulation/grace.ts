import { expect } from 'vitest';
import type { World } from './commands.ts';

interface Standing {
  id: string;
  status: string;
  pause_reason: string | null;
  /** Something that it was billed has been overdue for longer than its days of grace. */
  is_beyond: boolean;
}

export const GRACE_DAYS = 12;

/**
 * What the tick did with who has not paid, told to the accounts kept by hand: a pause without anything given back, and its
 * end when all is paid. Whose grace is over goes on for nobody.
 */
export async function followGrace(world: World): Promise<void> {
  const { api, subscribers } = world;
  const now = api.clock.now();
  const standings = new Map((await loadStandings(world)).map((standing) => [standing.id, standing]));
  for (const subscriber of subscribers) {
    const { status, pause_reason, is_beyond } = standings.get(subscriber.id) ?? { status: '' };
    if (subscriber.state === 'ended') continue;
    const isUnpaid = status === 'paused' && pause_reason === 'unpaid';
    if (isUnpaid && subscriber.state === 'live') {
      expect(is_beyond, `${subscriber.id} pauses for what is owed for longer than its grace`).toBe(true);
      subscriber.pausesUnpaid(now);
    }
    if (!isUnpaid && subscriber.isUnpaid) subscriber.hasPaid(now);
    expect(status === 'past_due' && is_beyond, `${subscriber.id} is past due for longer than its grace`).toBe(false);
  }
}

function loadStandings({ api: { db, tenant_id, clock } }: World): Promise<Standing[]> {
  return db.withTenant(
    tenant_id,
    (tx) => tx.$queryRaw<Standing[]>`
      SELECT s.id::text, s.status, s.pause_reason, s.grace_ends_at <= ${clock.now()} OR EXISTS (
               SELECT 1 FROM subscription_items si
                 JOIN invoice_items l ON l.tenant_id = si.tenant_id AND l.subscription_item_id = si.id
                 JOIN invoices i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
                WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND i.status = 'overdue'
                  AND i.due_date + ${GRACE_DAYS}::int < (${clock.now()}::timestamptz AT TIME ZONE s.time_zone)::date) AS is_beyond
        FROM subscriptions s WHERE s.tenant_id = ${tenant_id}::uuid`,
  );
}
