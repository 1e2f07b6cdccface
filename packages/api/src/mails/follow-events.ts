import type { Tx } from '@revenue/db/database';
import { reactToEvents } from '@revenue/jobs/catalogue';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { EventType } from '../audit/event-types.ts';
import type { OperationContext } from '../context.ts';

/** What happened may be followed by a mail, where the tenant wishes so. */
const FOLLOWED: readonly EventType[] = [
  'billing_run.completed',
  'credit_note.issued',
  'invoice.created',
  'invoice.finalized',
  'invoice.paid',
];

/** Whoever got an invoice by mail gets what takes it back by mail as well, whatever else the tenant wishes. */
const ALWAYS_FOLLOWED: readonly EventType[] = ['credit_note.issued'];

/** Ids that one job carries. */
const AT_ONCE = 500;

export type WrittenEvent = { id: string; type: EventType };

/**
 * Leaves a job for the events that a mail may follow, in the transaction that wrote them: the mail comes if, and only if,
 * the change does. A tenant that wants none pays one look-up, and one more job for each credit note.
 */
export async function followEvents(
  tx: Tx | SqlClient,
  ctx: OperationContext,
  written: readonly WrittenEvent[],
): Promise<void> {
  const { tenant_id } = ctx;
  const isAlways = ({ type }: WrittenEvent) => ALWAYS_FOLLOWED.includes(type);
  const followed = written.filter(({ type }) => FOLLOWED.includes(type));
  const all = followed.every(isAlways) || (await isWanted(tx, tenant_id));
  const ids = followed.filter((event) => all || isAlways(event)).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await ctx.jobs.enqueue(tx, reactToEvents, { tenant_id, event_ids: ids.slice(from, from + AT_ONCE) });
  }
}

async function isWanted(tx: Tx | SqlClient, tenant_id: string): Promise<boolean> {
  if (!('query' in tx && typeof tx.query === 'function')) {
    const anyOf = [{ auto_send: true }, { send_receipts: true }, { notify_address: { not: null } }];
    return (await (tx as Tx).mailSettings.count({ where: { tenant_id, OR: anyOf } })) > 0;
  }
  const { rows } = await tx.query(
    `SELECT 1 FROM mail_settings WHERE tenant_id = $1 AND (auto_send OR send_receipts OR notify_address IS NOT NULL)`,
    [tenant_id],
  );
  return rows.length > 0;
}
