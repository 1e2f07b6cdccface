import { readCreditReason } from '@revenue/billing-core/credit-notes';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Prisma, Tx } from '@revenue/db/database';
import type { EventType } from '../audit/event-types.ts';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { type CreditNoteWithParties, draftCreditNoteMail, loadCreditNotes } from './draft-credit-note-mail.ts';
import { loadInvoices } from './load-invoices.ts';
import { loadMailSettings, type MailSettingsRow } from './load-mail-settings.ts';
import { type MailDraft, queueMails } from './queue-mails.ts';
import { draftInvoiceMail, draftInvoiceNotice, draftReceipt, draftRunNotice } from './write-mails.ts';

type EventRow = Prisma.EventGetPayload<object>;

/**
 * Writes the mails that follow from what happened, as the tenant wishes: the invoice that became final, the receipt, word to
 * somebody in the company. Each has a key of its own, so that a job that runs twice writes nothing the second time.
 */
export async function reactToEvents(ctx: OperationContext, event_ids: readonly string[]): Promise<void> {
  const { tenant_id } = ctx;
  const { events, settings } = await ctx.db.withTenant(tenant_id, async (tx) => ({
    events: await tx.event.findMany({ where: { tenant_id, id: { in: [...event_ids] } }, orderBy: { id: 'asc' } }),
    settings: await loadMailSettings(tx, tenant_id),
  }));
  const of = (type: EventType) => events.filter((event) => event.type === type);
  if (settings.auto_send) await sendFinal(ctx, settings, of('invoice.finalized'));
  await sendCreditNotes(ctx, settings, of('credit_note.issued'));
  if (settings.send_receipts) await sendReceipts(ctx, settings, of('invoice.paid'));
  const { notify_address } = settings;
  if (notify_address === null) return;
  await tellOfInvoices(ctx, settings, notify_address, of('invoice.created'));
  await tellOfRuns(ctx, settings, notify_address, of('billing_run.completed'));
}

async function sendFinal(ctx: OperationContext, settings: MailSettingsRow, events: EventRow[]): Promise<void> {
  const { tenant_id } = ctx;
  const ids = events.map(({ object_id }) => object_id);
  const found = await ctx.db.withTenant(tenant_id, async (tx) => {
    const done = await mailedOf(tx, tenant_id, ids, 'invoice');
    return loadInvoices(
      tx,
      ctx,
      ids.filter((id) => !done.has(id)),
    );
  });
  // What was paid or voided meanwhile is nobody's bill any more.
  const open = found.filter(({ invoice }) => isOpen(invoice.status));
  const drafts = await Promise.all(open.map((one) => draftInvoiceMail(one, settings)));
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const queued = await queueMails(tx, ctx, settings, drafts);
    const byKey = new Map(open.map((one, at) => [drafts[at]?.idempotency_key, one]));
    const sent = queued.flatMap(({ id, idempotency_key }) => {
      const one = byKey.get(idempotency_key);
      return one ? [{ mail_id: id, ...one }] : [];
    });
    if (sent.length === 0) return;
    await recordChanges(
      tx,
      ctx,
      sent.map(({ mail_id, invoice, parties }) => ({
        type: 'invoice.sent' as const,
        object_type: 'invoice',
        object_id: invoice.id,
        after: {
          mail_id,
          to: parties.customer.email,
          from: parties.seller.name,
          invoice_number: invoice.invoice_number,
        },
      })),
    );
  });
}

/** What somebody has mailed by hand before its turn came. */
async function mailedOf(
  tx: Tx,
  tenant_id: string,
  ids: string[],
  template: 'invoice' | 'credit_note',
): Promise<Set<string | null>> {
  const where = { tenant_id, object_id: { in: ids }, template };
  const mails = await tx.mail.findMany({ where, select: { object_id: true } });
  return new Set(mails.map(({ object_id }) => object_id));
}

/**
 * All of them where documents go out by themselves. Otherwise those that this system made, as when a subscription ends: they
 * follow the mail of their invoice, since nobody sits before the button to send them.
 */
async function sendCreditNotes(ctx: OperationContext, settings: MailSettingsRow, events: EventRow[]): Promise<void> {
  if (events.length === 0) return;
  const since = ctx.clock.now().getTime() - NEWS_MS;
  const news = settings.auto_send ? events : events.filter(({ created_at }) => created_at.getTime() >= since);
  const ids = news.map(({ object_id }) => object_id);
  const found = await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const done = await mailedOf(tx, ctx.tenant_id, ids, 'credit_note');
    const notes = await loadCreditNotes(
      tx,
      ctx,
      ids.filter((id) => !done.has(id)),
    );
    return settings.auto_send ? notes : ofMailedInvoices(tx, ctx.tenant_id, notes);
  });
  await queue(
    ctx,
    settings,
    await Promise.all(found.map((one) => draftCreditNoteMail(one, settings, `credit_note/issued/${one.note.id}`))),
  );
}

async function ofMailedInvoices(
  tx: Tx,
  tenant_id: string,
  notes: readonly CreditNoteWithParties[],
): Promise<CreditNoteWithParties[]> {
  const made = notes.filter(({ note }) => readCreditReason(note.reason) !== null);
  const invoices = made.flatMap(({ note }) => note.invoice_id ?? []);
  if (invoices.length === 0) return [];
  const mails = await tx.mail.findMany({
    where: {
      ...{ tenant_id, object_id: { in: invoices }, template: 'invoice' },
      status: { notIn: ['failed', 'canceled'] },
    },
    select: { object_id: true },
  });
  const mailed = new Set(mails.map(({ object_id }) => object_id));
  return made.filter(({ note }) => mailed.has(note.invoice_id ?? ''));
}

function isOpen(status: string): boolean {
  return (['sent', 'overdue'] satisfies InvoiceStatus[] as string[]).includes(status);
}

/** A payment of long ago that is entered now, by hand or by an import, is no news to whoever made it. */
const NEWS_MS = 14 * 24 * 3_600_000;

async function sendReceipts(ctx: OperationContext, settings: MailSettingsRow, events: EventRow[]): Promise<void> {
  const ids = events.map(({ object_id }) => object_id);
  const found = await ctx.db.withTenant(ctx.tenant_id, (tx) => loadInvoices(tx, ctx, ids));
  const since = ctx.clock.now().getTime() - NEWS_MS;
  const news = found.filter(
    ({ invoice }) =>
      invoice.status === 'paid' && invoice.allocations.some(({ payment }) => payment.received_on.getTime() >= since),
  );
  await queue(ctx, settings, await Promise.all(news.map((one) => draftReceipt(one, settings))));
}

/** One word for each invoice that somebody wrote; those of a billing run are told of together, when it is done. */
async function tellOfInvoices(
  ctx: OperationContext,
  settings: MailSettingsRow,
  to: string,
  events: EventRow[],
): Promise<void> {
  const ids = events.map(({ object_id }) => object_id);
  const found = await ctx.db.withTenant(ctx.tenant_id, (tx) => loadInvoices(tx, ctx, ids));
  const byHand = found.filter(({ invoice }) => invoice.billing_run_id === null);
  await queue(ctx, settings, await Promise.all(byHand.map((one) => draftInvoiceNotice(ctx, one, settings, to))));
}

async function tellOfRuns(
  ctx: OperationContext,
  settings: MailSettingsRow,
  to: string,
  events: EventRow[],
): Promise<void> {
  const { tenant_id } = ctx;
  const ids = events.map(({ object_id }) => object_id);
  const { runs, seller } = await ctx.db.withTenant(tenant_id, async (tx) => ({
    runs: await tx.billingRun.findMany({ where: { tenant_id, id: { in: ids }, invoices_created: { gt: 0 } } }),
    seller: await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id } }),
  }));
  await queue(ctx, settings, await Promise.all(runs.map((run) => draftRunNotice(ctx, run, seller, settings, to))));
}

async function queue(ctx: OperationContext, settings: MailSettingsRow, drafts: MailDraft[]): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, (tx) => queueMails(tx, ctx, settings, drafts));
}
