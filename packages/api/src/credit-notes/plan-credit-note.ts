import {
  type CreateCreditNote,
  type CreditRequest,
  type DraftedCreditNote,
  draftCreditNote,
  isCreditable,
  planCreditSettlement,
} from '@revenue/billing-core/credit-notes';
import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { DEFAULT_ROUNDING, toMinor } from '@revenue/billing-core/money';
import { assertInvoiceDays, type LocalDate, localDateAt } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { completeItems } from '../invoices/complete-items.ts';
import { computeDraft } from '../invoices/compute-draft.ts';
import {
  loadParties,
  type Parties,
  type PartySnapshot,
  snapshotCustomer,
  snapshotSeller,
} from '../invoices/parties.ts';
import { lockInvoice } from '../invoices/queries.ts';
import { type TaxPartiesRow, toTaxParties } from '../invoices/tax-parties.ts';
import type { InvoiceRow } from '../invoices/view.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import type { CreditNoteDraft } from './insert-credit-notes.ts';
import { loadEarlierNotes } from './queries.ts';
import { standaloneFigures } from './standalone-figures.ts';
import { toCreditableInvoice } from './to-creditable-invoice.ts';

/** What is given back of an item, where its days and units are known and only their money is credited. */
export interface CreditedService {
  start: LocalDate;
  end: LocalDate;
  quantity: string;
}

/** By position on the invoice. */
export type CreditedServices = ReadonlyMap<number, CreditedService>;

/** A credit note computed whole, and the invoice that it changes, locked. The same plan serves the preview. */
export interface PlannedCreditNote {
  draft: CreditNoteDraft;
  invoice: InvoiceRow | null;
  /** Where the customer is. */
  today: LocalDate;
}

/**
 * @throws BillingError not_found, illegal_transition for a draft or a void invoice, credit_exceeds_invoice,
 * nothing_to_credit, validation_failed, invalid_date
 */
export function planCreditNote(
  tx: Tx,
  ctx: OperationContext,
  input: CreateCreditNote,
  services: CreditedServices = new Map(),
): Promise<PlannedCreditNote> {
  return input.invoice_id === undefined
    ? planStandalone(tx, ctx, input, input.customer_id ?? '')
    : planForInvoice(tx, ctx, input, input.invoice_id, services);
}

async function planForInvoice(
  tx: Tx,
  ctx: OperationContext,
  input: CreateCreditNote,
  invoiceId: string,
  services: CreditedServices,
): Promise<PlannedCreditNote> {
  const invoice = await lockInvoice(tx, ctx.tenant_id, invoiceId);
  refuseUncreditable(invoice);
  const earlier = await loadEarlierNotes(tx, ctx.tenant_id, invoice.id);
  const note = draftCreditNote({
    invoice: toCreditableInvoice(invoice),
    credit: requestOf(input, invoice.currency),
    earlier: earlier.credits,
    rounding: { mode: DEFAULT_ROUNDING.mode },
  });
  refuseNegative(note.credited_total);
  const settled = planCreditSettlement({
    currency: invoice.currency,
    credited_total: note.credited_total,
    amount_due: invoice.amount_due,
    paid: invoice.amount_paid,
    refunded: earlier.refunded,
    rest: input.disposition,
    explain: false,
  });
  const { time_zone } = await tx.customer.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id: ctx.tenant_id, id: invoice.customer_id } },
    select: { time_zone: true },
  });
  const today = localDateAt(ctx.clock.now(), time_zone);
  const issue_date = input.issue_date ?? today;
  assertInvoiceDays({ issue_date: input.issue_date }, issue_date, today);
  refuseBeforeInvoice(issue_date, invoice);
  const draft: CreditNoteDraft = {
    ...headOf(input),
    ...figuresOf(note),
    customer_id: invoice.customer_id,
    invoice: { id: invoice.id, invoice_number: invoice.invoice_number },
    currency: invoice.currency,
    issue_date,
    taxes: note.taxes,
    offset_amount: settled.offset,
    refund_amount: settled.refund,
    account_credit_amount: settled.account_credit,
    // The buyer and the seller are those of the invoice: it is that document which is taken back.
    seller: invoice.seller_snapshot as PartySnapshot,
    customer: invoice.customer_snapshot as PartySnapshot,
    derivation: note.derivation,
    items: itemsOf(note, invoice, services),
  };
  return { draft, invoice, today };
}

function headOf({ external_id, reason, notes, metadata }: CreateCreditNote) {
  const own = { import_id: null, import_hash: null };
  return { ...own, external_id: external_id ?? null, reason, notes: notes ?? null, metadata: metadata ?? {} };
}

function figuresOf({ subtotal, discount_total, tax_total, total, cash_rounding }: DraftedCreditNote) {
  const tax_included = subtotal - discount_total + tax_total - total;
  return { subtotal, discount_total, tax_total, tax_included, total, cash_rounding };
}

function itemsOf(note: DraftedCreditNote, invoice: InvoiceRow, services: CreditedServices): CreditNoteDraft['items'] {
  const byPosition = new Map(invoice.items.map((item) => [item.position, item]));
  return note.items.map(({ position, quantity, amount, discount_amount, tax_amount, taxes }) => {
    const item = byPosition.get(position);
    return {
      invoice_position: position,
      product_id: item?.product_id ?? null,
      description: item?.description ?? '',
      quantity,
      unit_price: quantity === null ? null : (item?.unit_price?.toFixed() ?? null),
      ...serviceOf(quantity, item, services.get(position)),
      amount,
      discount_amount,
      tax_amount,
      tax_inclusive: item?.tax_inclusive ?? false,
      taxes,
    };
  });
}

/** Units are given back with all their days; of money the days are known where somebody says them. */
function serviceOf(
  quantity: string | null,
  item: InvoiceRow['items'][number] | undefined,
  given: CreditedService | undefined,
): Pick<CreditNoteDraft['items'][number], 'service_start' | 'service_end' | 'service_quantity'> {
  if (quantity === null)
    return {
      service_start: given?.start ?? null,
      service_end: given?.end ?? null,
      service_quantity: given?.quantity ?? null,
    };
  const day = (date: Date | null | undefined) => (date ? fromDbDate(date) : null);
  return { service_start: day(item?.service_start), service_end: day(item?.service_end), service_quantity: null };
}

function requestOf({ invoice_items, total }: CreateCreditNote, currency: string): CreditRequest {
  if (total !== undefined) return { total: toMinor(total, currency) };
  if (invoice_items === undefined) return 'everything';
  return {
    items: invoice_items.map(({ position, quantity, amount, total: ofItem }) => {
      if (quantity !== undefined) return { position, quantity };
      if (amount !== undefined) return { position, amount: toMinor(amount, currency) };
      return ofItem === undefined ? { position } : { position, total: toMinor(ofItem, currency) };
    }),
  };
}

async function planStandalone(
  tx: Tx,
  ctx: OperationContext,
  input: CreateCreditNote,
  customerId: string,
): Promise<PlannedCreditNote> {
  const { tenant_id } = ctx;
  await refuseUnknownCustomer(tx, tenant_id, customerId);
  const { seller, customer } = await loadParties(tx, tenant_id, customerId);
  const currency = input.currency ?? customer.currency;
  const today = localDateAt(ctx.clock.now(), customer.time_zone);
  const issue_date = input.issue_date ?? today;
  assertInvoiceDays({ issue_date: input.issue_date }, issue_date, today);
  const parties = toTaxParties(taxPartiesOf(seller, customer));
  const items = await completeItems(sqlClientOf(tx), tenant_id, { currency, ...parties }, input.items ?? []);
  const { prices_include_tax } = seller;
  const computed = computeDraft(
    { currency, issue_date, payment_terms: 'due_on_receipt', prices_include_tax, percent_off: null, amount_off: null },
    items,
  );
  refuseNegative(computed.total);
  const draft: CreditNoteDraft = {
    ...headOf(input),
    ...standaloneFigures(computed, input.disposition),
    customer_id: customer.id,
    invoice: null,
    seller: snapshotSeller(seller, currency),
    customer: snapshotCustomer(customer),
  };
  return { draft, invoice: null, today };
}

function taxPartiesOf(seller: Parties['seller'], customer: Parties['customer']): TaxPartiesRow {
  return {
    seller_country: seller.country,
    tax_name: seller.tax_name,
    tax_percent: seller.tax_percent?.toFixed() ?? null,
    seller_prices_include_tax: seller.prices_include_tax,
    customer_name: customer.name,
    customer_country: customer.country,
    tax_exempt: customer.tax_exempt,
    tax_exempt_reason: customer.tax_exempt_reason,
  };
}

async function refuseUnknownCustomer(tx: Tx, tenant_id: string, id: string): Promise<void> {
  const found = await tx.customer.count({ where: { tenant_id, id, deleted_at: null } });
  if (found > 0) return;
  throw new BillingError('not_found', `There is no customer ${id}.`, {
    errors: [{ path: 'customer_id', message: 'is unknown' }],
  });
}

function refuseUncreditable({ status, invoice_number }: InvoiceRow): void {
  if (isCreditable(status as InvoiceStatus)) return;
  const remedy =
    status === 'draft' ? 'edit it, or void it' : 'it does not count any more, so nothing is to be credited';
  throw new BillingError('illegal_transition', `Invoice ${invoice_number} is ${status}: ${remedy}.`, {
    errors: [{ path: 'invoice_id', message: `is ${status}` }],
  });
}

function refuseBeforeInvoice(issue_date: LocalDate, { issue_date: issued, invoice_number }: InvoiceRow): void {
  const first = fromDbDate(issued);
  if (issue_date >= first) return;
  const message = `is ${issue_date}, before invoice ${invoice_number} was issued on ${first}; choose that day or a later one`;
  throw new BillingError('validation_failed', `issue_date ${message}.`, { errors: [{ path: 'issue_date', message }] });
}

/** Of an invoice with items of both signs the negative ones alone would ask the customer for money. */
function refuseNegative(total: bigint): void {
  if (total >= 0n) return;
  const message =
    'come to less than zero; a credit note gives back, an invoice asks: take items of the other sign with it';
  throw new BillingError('validation_failed', `The credited items ${message}.`, {
    errors: [{ path: 'invoice_items', message }],
  });
}
