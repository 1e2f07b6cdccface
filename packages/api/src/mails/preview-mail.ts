import { isBillingError } from '@revenue/billing-core/errors';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Language } from '@revenue/billing-core/languages';
import type { MailPreview, PreviewMail } from '@revenue/billing-core/mails';
import { toMinor } from '@revenue/billing-core/money';
import type { PlannedSubscriptionInvoice } from '@revenue/billing-core/subscriptions';
import { addDays, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma, Tx } from '@revenue/db/database';
import { cardExpiringLetter } from '@revenue/emails/letters/card-expiring';
import { creditNoteLetter } from '@revenue/emails/letters/credit-note';
import { invitationLetter } from '@revenue/emails/letters/invitation';
import { invoiceLetter } from '@revenue/emails/letters/invoice';
import { invoiceNoticeLetter } from '@revenue/emails/letters/invoice-notice';
import { overdueLetter } from '@revenue/emails/letters/overdue';
import { paymentFailedLetter } from '@revenue/emails/letters/payment-failed';
import { receiptLetter } from '@revenue/emails/letters/receipt';
import { reminderLetter } from '@revenue/emails/letters/reminder';
import { renewalNoticeLetter, trialEndingLetter } from '@revenue/emails/letters/subscription-notices';
import type { MailView } from '@revenue/emails/mail-view';
import { renderMail } from '@revenue/emails/render-mail';
import { loadSubscriptionToBill } from '../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../context.ts';
import { readerOf } from '../documents/document-reader.ts';
import { sellerOf } from '../invoices/to-invoice-document.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { planNextInvoices } from '../subscriptions/plan-next-invoices.ts';
import { type CreditNoteWithParties, creditNoteMailData, loadCreditNotes } from './draft-credit-note-mail.ts';
import { invoiceMailData } from './invoice-mail-data.ts';
import { type InvoiceWithParties, loadInvoices } from './load-invoices.ts';
import { loadMailSettings, type MailSettingsRow } from './load-mail-settings.ts';
import { partiesInLanguage, readInLanguage } from './read-in-language.ts';
import { receiptData, toColleague } from './write-mails.ts';

/** What previews are made of: the newest of the tenant's own records. */
type Known = {
  settings: MailSettingsRow;
  seller: Prisma.TenantGetPayload<object>;
  invoice: InvoiceWithParties | null;
  paid: InvoiceWithParties | null;
  credit_note: CreditNoteWithParties | null;
  subscription: SubscriptionRow | null;
  /** What is billed of it next. */
  upcoming: PlannedSubscriptionInvoice | null;
};

type SubscriptionRow = Prisma.SubscriptionGetPayload<{
  include: { customer: true; plan_version: { include: { plan: true } } };
}>;

type Shown = { view: MailView; about: string };

/** A mail as it would look, made of the tenant's newest records; where there is none, what there would have to be. */
export async function previewMail(ctx: OperationContext, input: PreviewMail): Promise<MailPreview> {
  const known = await ctx.db.withTenant(ctx.tenant_id, (tx) => load(tx, ctx));
  const shown = show(ctx, input, inLanguage(known, input.language));
  const { template } = input;
  if (typeof shown === 'string') {
    return { template, subject: null, html: null, text: null, about: null, missing: shown };
  }
  return { template, ...(await renderMail(shown.view)), about: shown.about, missing: null };
}

/** The same, read by people of another language. */
function inLanguage(known: Known, language: Language | undefined): Known {
  const { seller, invoice, paid, credit_note, subscription } = known;
  return {
    ...known,
    seller: readInLanguage(seller, language),
    invoice: invoice && partiesInLanguage(invoice, language),
    paid: paid && partiesInLanguage(paid, language),
    credit_note: credit_note && partiesInLanguage(credit_note, language),
    subscription: subscription && {
      ...subscription,
      customer: readInLanguage(subscription.customer, language),
    },
  };
}

async function load(tx: Tx, ctx: OperationContext): Promise<Known> {
  const { tenant_id } = ctx;
  const newest = {
    select: { id: true } as const,
    orderBy: [{ created_at: 'desc' as const }, { id: 'desc' as const }],
  };
  const any = await tx.invoice.findFirst({ where: { tenant_id, status: { not: 'void' } }, ...newest });
  const paid = await tx.invoice.findFirst({ where: { tenant_id, status: 'paid', amount_paid: { gt: 0 } }, ...newest });
  const credited = await tx.creditNote.findFirst({ where: { tenant_id }, ...newest });
  const [credit_note] = await loadCreditNotes(tx, ctx, credited ? [credited.id] : []);
  const found = await loadInvoices(
    tx,
    ctx,
    [any, paid].flatMap((one) => (one ? [one.id] : [])),
  );
  const subscription = await tx.subscription.findFirst({
    where: { tenant_id },
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    include: { customer: true, plan_version: { include: { plan: true } } },
  });
  const named = (id: string | undefined) => found.find(({ invoice }) => invoice.id === id) ?? null;
  return {
    settings: await loadMailSettings(tx, tenant_id),
    seller: await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id } }),
    invoice: named(any?.id),
    paid: named(paid?.id),
    credit_note: credit_note ?? null,
    subscription,
    upcoming: subscription && (await loadUpcoming(tx, ctx, subscription.id)),
  };
}

/** null where nothing is due, or it cannot be billed. */
async function loadUpcoming(tx: Tx, { tenant_id, clock }: OperationContext, id: string) {
  const client = sqlClientOf(tx);
  const due = await loadSubscriptionToBill(client, tenant_id, id);
  if (due === undefined) return null;
  try {
    return (await planNextInvoices(client, tenant_id, due, { count: 1, now: clock.now() }))[0] ?? null;
  } catch (error) {
    if (isBillingError(error)) return null;
    throw error;
  }
}

/** The letter, or what is missing for it. */
function show(ctx: OperationContext, input: PreviewMail, known: Known): Shown | string {
  switch (input.template) {
    case 'trial_ending':
    case 'renewal_notice':
      return showSubscription(input.template, known);
    case 'invitation':
      return showInvitation(ctx, known);
    case 'receipt':
      if (known.paid === null) return 'No invoice is paid yet. Mark one as paid, and its receipt is shown here.';
      return {
        view: receiptLetter(receiptData(known.paid, known.settings)),
        about: `Invoice ${known.paid.invoice.invoice_number}`,
      };
    case 'credit_note':
      if (known.credit_note === null) return 'There is no credit note yet. Issue one, and its mail is shown here.';
      return {
        view: creditNoteLetter(creditNoteMailData(known.credit_note, known.settings)),
        about: `Credit note ${known.credit_note.note.credit_note_number}`,
      };
    default:
      if (known.invoice === null) return 'There is no invoice yet. Create one, and the mail about it is shown here.';
      return {
        view: showInvoice(ctx, input, known.invoice, known),
        about: `Invoice ${known.invoice.invoice.invoice_number}`,
      };
  }
}

type AboutInvoice = Exclude<
  PreviewMail['template'],
  'trial_ending' | 'renewal_notice' | 'invitation' | 'receipt' | 'credit_note'
>;

function showInvoice(
  ctx: OperationContext,
  input: PreviewMail,
  one: InvoiceWithParties,
  { settings, seller }: Known,
): MailView {
  const { invoice, parties } = one;
  const data = invoiceMailData(one, settings);
  const open = { ...data, amount_paid: 0n, amount_credited: 0n, amount_account_credit: 0n, amount_due: data.total };
  const { level } = input;
  const tomorrow = addDays(localDateAt(ctx.clock.now(), parties.customer.time_zone), 1);
  switch (input.template as AboutInvoice) {
    case 'invoice':
      return invoiceLetter(data);
    case 'reminder':
      return reminderLetter(open);
    case 'overdue':
      return overdueLetter({ ...open, level });
    case 'payment_failed': {
      const next_attempt_on = level < 3 ? tomorrow : null;
      return paymentFailedLetter({ ...open, attempt: level, reason: null, next_attempt_on, suspended_on: null });
    }
    case 'card_expiring':
      return cardExpiringLetter({ ...data, card: null, expires: null, update_url: null });
    case 'invoice_notice': {
      const { invoice_number, currency, total } = invoice;
      const status = invoice.status as InvoiceStatus;
      const customer_name = parties.customer.company ?? parties.customer.name;
      return invoiceNoticeLetter({
        ...toColleague(seller, settings),
        made: { by: 'hand', invoice_number, customer_name, status },
        totals: [{ currency, total }],
        page_url: `${ctx.public_url}/invoices/${invoice.id}`,
      });
    }
  }
}

function showSubscription(template: 'trial_ending' | 'renewal_notice', known: Known): Shown | string {
  const { subscription, seller, settings, upcoming } = known;
  if (subscription === null)
    return 'There is no subscription yet. Subscribe a customer to a plan, and it is shown here.';
  const { customer, plan_version } = subscription;
  const reader = readerOf(customer);
  const data = {
    ...reader,
    seller: sellerOf(seller, reader.language),
    buyer_name: customer.name,
    footer_note: settings.footer,
    plan_name: plan_version.plan.name,
    on: fromDbDate(subscription.current_period_end),
    bill: upcoming && {
      amount: toMinor(String(upcoming.total), upcoming.currency),
      usage_so_far: upcoming.usage_so_far,
    },
    currency: plan_version.currency,
    manage_url: null,
  };
  const billed_on = upcoming?.issue_date ?? data.on;
  const view =
    template === 'trial_ending'
      ? trialEndingLetter({ ...data, outcome: 'begins' })
      : renewalNoticeLetter({ ...data, billed_on, contract_until: null });
  return { view, about: `The subscription of ${customer.company ?? customer.name}` };
}

function showInvitation({ actor }: OperationContext, { seller, settings }: Known): Shown {
  const letter = invitationLetter({
    ...toColleague(seller, settings),
    invited_by: actor.name,
    role: 'finance',
    accept_url: null,
  });
  return { view: letter, about: 'An invitation by you' };
}
