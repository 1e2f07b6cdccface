import type { MailSettings, UpdateMailSettings } from '@revenue/billing-core/mails';
import { localDateAt } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { loadMailSettings, type MailSettingsRow, toMailSettingsView } from './load-mail-settings.ts';

type Fields = Omit<MailSettingsRow, 'version'>;

/**
 * Changes what is given. Turning reminders on begins today: who switches them on does not write to everybody who has been
 * late for a year.
 *
 * @throws BillingError version_conflict
 */
export async function updateMailSettings(ctx: OperationContext, input: UpdateMailSettings): Promise<MailSettings> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const { version, ...rest } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const stored = await loadMailSettings(tx, tenant_id);
    requireVersion('mail settings', stored.version, version);
    const { version: _, ...known } = stored;
    const fields: Fields = { ...known, ...inOrder(presentFields(rest)) };
    fields.remind_since = await sinceWhen(tx, ctx, known, fields);
    const saved = await tx.mailSettings.upsert({
      where: { tenant_id },
      create: { ...fields, tenant_id, created_at: now, updated_at: now },
      update: { ...fields, version: { increment: 1 }, updated_at: now },
    });
    const before = toMailSettingsView(stored, ctx);
    const after = toMailSettingsView(saved, ctx);
    const change = { type: 'mail_settings.updated' as const, object_type: 'tenant', object_id: tenant_id };
    await recordChange(tx, ctx, { ...change, before, after });
    return after;
  });
}

/** The same days in the same order, however they were typed. */
function inOrder<T extends { days_before?: number[]; days_after?: number[] }>(fields: T): T {
  const sorted = (days: number[]) => [...new Set(days)].sort((left, right) => left - right);
  return {
    ...fields,
    ...(fields.days_before ? { days_before: sorted(fields.days_before) } : {}),
    ...(fields.days_after ? { days_after: sorted(fields.days_after) } : {}),
  };
}

async function sinceWhen(tx: Tx, ctx: OperationContext, known: Fields, next: Fields): Promise<Date | null> {
  if (next.days_before.length + next.days_after.length === 0) return null;
  if (known.remind_since !== null) return known.remind_since;
  const { time_zone } = await tx.tenant.findUniqueOrThrow({
    where: { id: ctx.tenant_id },
    select: { time_zone: true },
  });
  return toDbDate(localDateAt(ctx.clock.now(), time_zone));
}
