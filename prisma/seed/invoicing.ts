import { startDueBillingRuns } from '../../packages/api/src/billing-runs/start-due-billing-runs.ts';
import type { OperationContext } from '../../packages/api/src/context.ts';
import { createCreditNote } from '../../packages/api/src/credit-notes/create-credit-note.ts';
import { createInvoice } from '../../packages/api/src/invoices/create-invoice.ts';
import { markOverdueInvoices } from '../../packages/api/src/invoices/mark-overdue-invoices.ts';
import { sendInvoice } from '../../packages/api/src/invoices/send-invoice.ts';
import { updateInvoice } from '../../packages/api/src/invoices/update-invoice.ts';
import { remindCustomers } from '../../packages/api/src/mails/remind-customers.ts';
import { careForSubscriptions } from '../../packages/api/src/subscriptions/lifecycle/care-for-subscriptions.ts';
import { CreateCreditNote } from '../../packages/billing-core/src/credit-notes/index.ts';
import { CreateInvoice, type InvoiceStatus } from '../../packages/billing-core/src/invoices/index.ts';
import { addDays, type LocalDate } from '../../packages/billing-core/src/time/index.ts';
import { fromDbDate } from '../../packages/db/src/civil-dates.ts';
import type { StoryDay } from './calendar.ts';
import { CUSTOMERS, type DemoCustomer } from './customers.ts';
import { loadKnown } from './known.ts';
import { isOn, ONE_OFFS } from './one-offs.ts';
import type { StoryJobs } from './story-jobs.ts';

/** Debts older than this are given up, where the customer pays nothing. */
const GIVEN_UP_AFTER_DAYS = 100;

/** Bills what is due, sends it, takes in what is paid: a day in the office. */
export async function keepTheBooks(ctx: OperationContext, day: StoryDay, jobs: StoryJobs): Promise<void> {
  await startDueBillingRuns(ctx);
  await jobs.carryOut(ctx);
  await billOneOffs(ctx, day);
  await sendDrafts(ctx, jobs);
  await voidOneOffs(ctx, day);
  await creditOneOffs(ctx, day);
  await takePayments(ctx, day);
  await markOverdueInvoices(ctx);
  await careForSubscriptions(ctx);
  await remindCustomers(ctx);
  await jobs.carryOut(ctx);
}

/** What the worker would do at its next hour, until nothing is left to do: the demo that is looked at stands still. */
export async function catchUp(ctx: OperationContext, jobs: StoryJobs): Promise<void> {
  do {
    await jobs.carryOut(ctx);
    await sendDrafts(ctx, jobs);
    // Before the care of subscriptions: what is overdue begins a time of grace.
    await markOverdueInvoices(ctx);
    await careForSubscriptions(ctx);
    await remindCustomers(ctx);
    await jobs.carryOut(ctx);
  } while ((await startDueBillingRuns(ctx)) > 0);
}

async function sendDrafts(ctx: OperationContext, jobs: StoryJobs): Promise<void> {
  for (const { id } of await findInvoices(ctx, ['draft'])) await sendInvoice(ctx, { id });
  await jobs.carryOut(ctx);
}

async function billOneOffs(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const one of ONE_OFFS.filter((sold) => isOn(sold, day))) {
    const known = await loadKnown(ctx);
    const customer_id = known.customers.get(one.customer);
    // A short story ends before everybody has come.
    if (known.invoices.has(one.external_id) || customer_id === undefined) continue;
    const { external_id, quantity, percent_off, tax_rates } = one;
    const items = [{ product_id: known.products.get(one.product), quantity, tax_rates }];
    await createInvoice(ctx, CreateInvoice.parse({ external_id, customer_id, items, percent_off }));
  }
}

async function voidOneOffs(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const one of ONE_OFFS) {
    if (one.voided === undefined || !isOn(one, day, 2)) continue;
    const id = (await loadKnown(ctx)).invoices.get(one.external_id);
    if (id) await updateInvoice(ctx, { id, status: 'void', void_reason: one.voided });
  }
}

async function creditOneOffs(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const one of ONE_OFFS) {
    if (one.credited === undefined || !isOn(one, day, one.credited.after)) continue;
    const { quantity, reason } = one.credited;
    const { invoices, credit_notes } = await loadKnown(ctx);
    const [invoice_id, external_id] = [invoices.get(one.external_id), `${one.external_id}-credit`];
    if (invoice_id === undefined || credit_notes.has(external_id)) continue;
    const invoice_items = [{ position: 1, quantity }];
    await createCreditNote(ctx, CreateCreditNote.parse({ invoice_id, external_id, reason, invoice_items }));
  }
}

/** The bank books on working days. */
async function takePayments(ctx: OperationContext, day: StoryDay): Promise<void> {
  if (day.weekday > 5) return;
  for (const invoice of await findInvoices(ctx, ['sent', 'overdue'])) {
    const payer = CUSTOMERS.find(({ external_id }) => external_id === invoice.customer.external_id);
    const { id } = invoice;
    const issued = fromDbDate(invoice.issue_date);
    if (payer && isPaidBy(payer, issued, day)) {
      await updateInvoice(ctx, { id, status: 'paid', paid_on: day.date, payment_reference: invoice.invoice_number });
    } else if (payer?.pays_after === null && addDays(issued, GIVEN_UP_AFTER_DAYS) <= day.date) {
      await updateInvoice(ctx, { id, status: 'uncollectible' });
    }
  }
}

function isPaidBy({ pays_after, stopped_paying }: DemoCustomer, issued: LocalDate, day: StoryDay): boolean {
  if (stopped_paying !== null && day.left <= stopped_paying) return false;
  return pays_after !== null && addDays(issued, pays_after) <= day.date;
}

/** What stood in one of these states by now; a seed that was cut off may have been further already. */
async function findInvoices({ db, tenant_id, clock }: OperationContext, statuses: InvoiceStatus[]) {
  const kept = ONE_OFFS.flatMap(({ draft, external_id }) => (draft ? [external_id] : []));
  return db.withTenant(tenant_id, (tx) =>
    tx.invoice.findMany({
      where: {
        tenant_id,
        status: { in: statuses },
        created_at: { lte: clock.now() },
        OR: [{ external_id: null }, { external_id: { notIn: kept } }],
      },
      select: { id: true, invoice_number: true, issue_date: true, customer: { select: { external_id: true } } },
      orderBy: { id: 'asc' },
    }),
  );
}
