import { randomUUID } from 'node:crypto';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { type DeliveryPlan, type MailStatus, planDelivery } from '@revenue/billing-core/mails';
import type { Prisma, Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { realClock } from '../tenants/tenant-clock.ts';

/** A mail as it was claimed; `handed_over_at` is that of an earlier attempt. */
export type MailRow = Omit<Prisma.MailGetPayload<object>, 'status'> & { status: MailStatus };

export type Claimed =
  | { mail: MailRow; plan: Exclude<DeliveryPlan, 'leave'> }
  /** What it says does not hold any more. */
  | { mail: MailRow; plan: 'void'; reason: string };

/**
 * Takes a mail in hand, or answers null where there is nothing to do. A new claim ends an older one: whoever had that
 * cannot hand over any more.
 */
export async function claimMail(ctx: OperationContext, mailId: string): Promise<Claimed | null> {
  const { tenant_id } = ctx;
  const now = realClock(ctx).now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'mails', tenant_id, mailId);
    const key = { tenant_id_id: { tenant_id, id: mailId } };
    const found = (await tx.mail.findUnique({ where: key })) as MailRow | null;
    if (!found) return null;
    const plan = planDelivery(found, ctx.mail, now);
    if (plan === 'leave') return null;
    if (plan === 'wait') return { mail: found, plan };
    const claim = { status: 'sending', claim_id: randomUUID(), claimed_at: now };
    const mail = (await tx.mail.update({ where: key, data: { ...claim, attempts: { increment: 1 } } })) as MailRow;
    const reason = plan === 'send' ? await overtakenBy(tx, mail) : null;
    return reason === null ? { mail, plan } : { mail, plan: 'void', reason };
  });
}

/** Why a mail that asks for money must not go out any more, or null. */
async function overtakenBy(tx: Tx, { tenant_id, template, object_type, object_id }: MailRow): Promise<string | null> {
  if (object_type !== 'invoice' || (template !== 'reminder' && template !== 'overdue')) return null;
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id, id: object_id } },
    select: { status: true, invoice_number: true },
  });
  const status = invoice.status as InvoiceStatus;
  if (status === 'sent' || status === 'overdue') return null;
  return `Invoice ${invoice.invoice_number} became ${status} before this mail could leave.`;
}

/**
 * Records that the mail may arrive from now on. @throws Error where another worker claimed it meanwhile, which calls it
 * off; it is then that one's to send
 */
export async function markHandedOver(ctx: OperationContext, { id, claim_id }: MailRow): Promise<void> {
  const { tenant_id } = ctx;
  const now = realClock(ctx).now();
  const touched = await ctx.db.withTenant(
    tenant_id,
    (tx) =>
      tx.$executeRaw`UPDATE mails SET handed_over_at = COALESCE(handed_over_at, ${now}), transport = ${ctx.mail.name}
        WHERE tenant_id = ${tenant_id}::uuid AND id = ${id}::uuid AND claim_id = ${claim_id}::uuid AND status = 'sending'`,
  );
  if (touched === 0) throw new Error('Another worker took this mail over; it was not handed over here.');
}

type Outcome = {
  status: 'sent' | 'failed' | 'unknown' | 'queued' | 'canceled';
  last_error: string | null;
  provider_id?: string | null;
  sent_at?: Date;
  handed_over_at?: Date | null;
};

const EVENT_OF = {
  sent: 'mail.sent',
  failed: 'mail.failed',
  unknown: 'mail.outcome_unknown',
  canceled: 'mail.canceled',
} as const;

/** Keeps how an attempt ended. A worker whose claim is not the last one any more has nothing to say. */
export async function settleMail(ctx: OperationContext, mail: MailRow, outcome: Outcome): Promise<void> {
  const { tenant_id } = ctx;
  const { id, claim_id, template, to_address, object_type, object_id } = mail;
  const { status, last_error } = outcome;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const { count } = await tx.mail.updateMany({
      where: { tenant_id, id, claim_id, status: { in: ['sending', 'unknown'] } },
      data: { ...outcome, transport: ctx.mail.name },
    });
    if (count === 0) {
      ctx.log.warn({ mail_id: id, outcome }, 'a mail was settled by another worker');
    } else if (status !== 'queued') {
      const about = { template, to: to_address, about: object_type, about_id: object_id };
      const after = { id, status, ...about, ...(last_error === null ? {} : { last_error }) };
      await recordChange(tx, ctx, { type: EVENT_OF[status], object_type: 'mail', object_id: id, after });
    }
  });
}
