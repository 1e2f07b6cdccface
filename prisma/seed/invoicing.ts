import { startDueBillingRuns } from '../../packages/api/src/billing-runs/start-due-billing-runs.ts';
import type { OperationContext } from '../../packages/api/src/context.ts';
import { createInvoice } from '../../packages/api/src/invoices/create-invoice.ts';
import { markOverdueInvoices } from '../../packages/api/src/invoices/mark-overdue-invoices.ts';
import { sendInvoice } from '../../packages/api/src/invoices/send-invoice.ts';
import { updateInvoice } from '../../packages/api/src/invoices/update-invoice.ts';
import { CreateInvoice, type InvoiceStatus } from '../../packages/billing-core/src/invoices/index.ts';
import { addDays } from '../../packages/billing-core/src/time/index.ts';
import { fromDbDate } from '../../packages/db/src/civil-dates.ts';
import type { StoryDay } from './calendar.ts';
import { CUSTOMERS } from './customers.ts';
import { loadKnown } from './known.ts';
import type { StoryJobs } from './story-jobs.ts';

/** Work that was sold beside the subscriptions: when, to whom, how many days of workshop. */
export const ONE_OFFS = [
  { external_id: 'workshop-1', day: 20, customer: 'C-001', quantity: '2' },
  {
    external_id: 'workshop-2',
    day: 70,
    customer: 'C-005',
    quantity: '1',
    voided: 'Ordered by another company of that name.',
  },
  { external_id: 'workshop-3', day: 120, customer: 'C-009', quantity: '3' },
  { external_id: 'workshop-4', day: 176, customer: 'C-004', quantity: '1', draft: true },
] as const;

/** Debts older than this are given up, where the customer pays nothing. */
const GIVEN_UP_AFTER_DAYS = 100;
const GIVES_UP_ON = 'C-011';

/** Bills what is due, sends it, takes in what is paid: a day in the office. */
export async function keepTheBooks(ctx: OperationContext, day: StoryDay, jobs: StoryJobs): Promise<void> {
  await startDueBillingRuns(ctx);
  await jobs.carryOut(ctx);
  await billOneOffs(ctx, day);
  for (const { id } of await findInvoices(ctx, ['draft'])) await sendInvoice(ctx, { id });
  await jobs.carryOut(ctx);
  await voidOneOffs(ctx, day);
  await takePayments(ctx, day);
  await markOverdueInvoices(ctx);
}

async function billOneOffs(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const { external_id, customer, quantity } of ONE_OFFS.filter((one) => one.day === day.index)) {
    const known = await loadKnown(ctx);
    if (known.invoices.has(external_id)) continue;
    const items = [{ product_id: known.products.get('onboarding'), quantity }];
    await createInvoice(ctx, CreateInvoice.parse({ external_id, customer_id: known.customers.get(customer), items }));
  }
}

async function voidOneOffs(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const one of ONE_OFFS) {
    if (!('voided' in one) || one.day + 2 !== day.index) continue;
    const id = (await loadKnown(ctx)).invoices.get(one.external_id);
    if (id) await updateInvoice(ctx, { id, status: 'void', void_reason: one.voided });
  }
}

async function takePayments(ctx: OperationContext, day: StoryDay): Promise<void> {
  for (const invoice of await findInvoices(ctx, ['sent', 'overdue'])) {
    const payer = CUSTOMERS.find(({ external_id }) => external_id === invoice.customer.external_id);
    const { id } = invoice;
    const issued = fromDbDate(invoice.issue_date);
    if (payer?.pays_after != null && addDays(issued, payer.pays_after) <= day.date) {
      await updateInvoice(ctx, { id, status: 'paid', paid_on: day.date, payment_reference: invoice.invoice_number });
    } else if (payer?.external_id === GIVES_UP_ON && addDays(issued, GIVEN_UP_AFTER_DAYS) <= day.date) {
      await updateInvoice(ctx, { id, status: 'uncollectible' });
    }
  }
}

/** What stood in one of these states by now; a seed that was cut off may have been further already. */
async function findInvoices({ db, tenant_id, clock }: OperationContext, statuses: InvoiceStatus[]) {
  const kept = ONE_OFFS.flatMap((one) => ('draft' in one ? [one.external_id] : []));
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
