import { type ReminderWindow, reminderWindows } from '@revenue/billing-core/mails';
import { localDateAt, wallClockAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import { Prisma } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { type OperationContext, type Services, systemContext } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { ofThisClock } from '../tenants/tenant-clock.ts';
import { loadInvoices } from './load-invoices.ts';
import { loadMailSettings, type MailSettingsRow } from './load-mail-settings.ts';
import { queueMails } from './queue-mails.ts';
import { draftReminder } from './write-mails.ts';

/** Nobody is reminded of money at midnight: the local hour from which mails go out. */
export const REMIND_FROM_HOUR = 8;

/** Mails written in one transaction. */
const AT_ONCE = 100;

/**
 * Reminds customers of what is due soon or overdue where they are, as each tenant wishes. The job may run twice, late or
 * after weeks: an invoice has come to one step of its reminders (`reminderWindows`), and the key of invoice and step is
 * unique.
 */
export async function remindCustomers(services: Services): Promise<number> {
  const now = services.clock.now();
  const tenants = await services.db.withSystem(
    'the tick looks at every tenant',
    (tx) =>
      tx.$queryRaw<{ tenant_id: string }[]>`
      SELECT tenant_id::text FROM mail_settings
       WHERE ${ofThisClock(services, Prisma.sql`tenant_id`)} AND remind_since IS NOT NULL ORDER BY tenant_id`,
  );
  let written = 0;
  const ids = tenants.map(({ tenant_id }) => tenant_id);
  await forEachTenant(services, ids, async (tenant_id) => {
    written += await remindOfTenant(systemContext(services, tenant_id, 'mail.remind'), now);
  });
  return written;
}

async function remindOfTenant(ctx: OperationContext, now: Date): Promise<number> {
  const { tenant_id } = ctx;
  const settings = await ctx.db.withTenant(tenant_id, (tx) => loadMailSettings(tx, tenant_id));
  const windows = await windowsOf(ctx, settings, now);
  if (windows.length === 0) return 0;
  let written = 0;
  for (;;) {
    const due = await ctx.db.withTenantSql(tenant_id, (client) => nextDue(client, tenant_id, windows, now));
    const queued = await writeReminders(ctx, settings, due);
    written += queued;
    // Nothing new came of a whole batch: another worker writes the same ones.
    if (due.length < AT_ONCE || queued === 0) return written;
  }
}

type ZoneWindow = ReminderWindow & { time_zone: string };

/** What day it is where the customers are is for the core to say, once for each zone. */
async function windowsOf(
  { db, tenant_id }: OperationContext,
  { days_before, days_after, remind_since }: MailSettingsRow,
  now: Date,
): Promise<ZoneWindow[]> {
  if (remind_since === null) return [];
  const plan = { days_before, days_after, since: fromDbDate(remind_since) };
  const zones = await db.withTenantSql(tenant_id, async (client) => {
    const { rows } = await client.query<{ time_zone: string }>(
      `SELECT DISTINCT c.time_zone FROM invoices i JOIN customers c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
        WHERE i.tenant_id = $1 AND i.status IN ('sent', 'overdue') AND i.amount_due > 0`,
      [tenant_id],
    );
    return rows.map(({ time_zone }) => time_zone);
  });
  return zones
    .filter((time_zone) => Number(wallClockAt(now, time_zone).slice(11, 13)) >= REMIND_FROM_HOUR)
    .flatMap((time_zone) =>
      reminderWindows(plan, localDateAt(now, time_zone)).map((window) => ({ ...window, time_zone })),
    );
}

type Due = { id: string; window: ZoneWindow };

/**
 * A reminder is of something that was said before: none comes with the invoice itself, and none for a step before the due
 * date that was over when it became final. Fourteen hours are the farthest that a place is ahead of UTC.
 */
async function nextDue(client: SqlClient, tenant_id: string, windows: ZoneWindow[], now: Date): Promise<Due[]> {
  const column = <K extends keyof ZoneWindow>(key: K) => windows.map((window) => window[key]);
  const { rows } = await client.query(
    `SELECT i.id, w.at
       FROM unnest($2::int[], $3::text[], $4::text[], $5::date[], $6::date[], $7::int[])
            AS w(at, time_zone, step, due_from, due_to, shift)
       JOIN customers c ON c.tenant_id = $1 AND c.time_zone = w.time_zone
       JOIN invoices i ON i.tenant_id = $1 AND i.customer_id = c.id AND i.due_date BETWEEN w.due_from AND w.due_to
      WHERE i.status IN ('sent', 'overdue') AND i.amount_due > 0
        AND (i.due_date + w.shift > (i.finalized_at AT TIME ZONE 'UTC' + interval '14 hours')::date
             OR (w.shift > 0 AND i.finalized_at <= $8::timestamptz - interval '20 hours'))
        -- \`reminderKey\`, said in SQL.
        AND NOT EXISTS (SELECT 1 FROM mails m
                         WHERE m.tenant_id = $1 AND m.idempotency_key = 'reminder/' || i.id || '/' || w.step)
      ORDER BY i.id LIMIT ${AT_ONCE}`,
    [
      tenant_id,
      windows.map((_window, at) => at),
      column('time_zone'),
      column('step'),
      column('due_from'),
      column('due_to'),
      windows.map(({ template, days }) => (template === 'reminder' ? -days : days)),
      now,
    ],
  );
  return (rows as { id: string; at: number }[]).flatMap(({ id, at }) => {
    const window = windows[at];
    return window ? [{ id, window }] : [];
  });
}

/** Answers how many were new. What is paid between here and the mail leaving is seen when it would leave. */
async function writeReminders(ctx: OperationContext, settings: MailSettingsRow, due: Due[]): Promise<number> {
  const { tenant_id } = ctx;
  const steps = new Map(due.map(({ id, window }) => [id, window]));
  const found = await ctx.db.withTenant(tenant_id, (tx) => loadInvoices(tx, ctx, [...steps.keys()]));
  const written = await Promise.allSettled(
    found.flatMap((one) => {
      const step = steps.get(one.invoice.id);
      return step ? [draftReminder(one, step, settings)] : [];
    }),
  );
  const drafts = written.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = written.filter((one) => one.status === 'rejected');
  // One letter that cannot be written holds no other up. It stays due, and is told at every tick until it is mended.
  for (const { reason } of failed) ctx.log.error({ err: reason, tenant_id }, 'a reminder could not be written');
  return (await ctx.db.withTenant(tenant_id, (tx) => queueMails(tx, ctx, settings, drafts))).length;
}
