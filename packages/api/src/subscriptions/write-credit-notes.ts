import { DEFAULT_ROUNDING, fromMinor, roundQuotient } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { issueCreditNote } from '../credit-notes/create-credit-note.ts';
import type { CreditedService, CreditedServices } from '../credit-notes/plan-credit-note.ts';
import { loadEarlierNotes } from '../credit-notes/queries.ts';
import { lockInvoice } from '../invoices/queries.ts';
import type { InvoiceRow } from '../invoices/view.ts';
import type { MoneyChange } from './apply-money.ts';
import type { MoneyLine, MoneyPlan } from './plan-money.ts';

/** What is taken back of an invoice: minor units before discount, by position; below zero, or the whole, of a line that gave back itself. */
type TakenBack = Map<number, bigint | 'whole'>;

/**
 * One credit note for each invoice that is given back of; what is still owed there is settled first. An invoice can have
 * lines of both signs: a charge, less what was given back of an earlier invoice. Where more than its rest is given back, the
 * latter is taken back with it, and given back of the invoice it was of: that one bears its own tax.
 */
export async function writeCreditNotes(
  tx: Tx,
  ctx: OperationContext,
  { credits }: Pick<MoneyPlan, 'credits'>,
  { reason, rest = 'account_credit' }: Pick<MoneyChange, 'reason' | 'rest'>,
): Promise<string[]> {
  const asked = new Map(credits.map(({ invoice_id, lines }) => [invoice_id, takenBackBy(lines)]));
  const services = new Map(credits.map(({ invoice_id, lines }) => [invoice_id, servicesOf(lines)]));
  const ids: string[] = [];
  // What is pushed on goes to an earlier invoice, so this comes to an end.
  for (let [next] = asked; next !== undefined; [next] = asked) {
    const [invoice_id, taken] = next;
    asked.delete(invoice_id);
    const invoice = await lockInvoice(tx, ctx.tenant_id, invoice_id);
    await pushOn(tx, ctx, invoice, taken, asked);
    const { currency } = invoice;
    const invoice_items = [...taken].map(([position, amount]) =>
      amount === 'whole' ? { position } : { position, amount: fromMinor(amount, currency) },
    );
    const asks = { invoice_id, reason, invoice_items, disposition: rest };
    ids.push(await issueCreditNote(tx, ctx, asks, services.get(invoice_id)));
  }
  return ids;
}

/** The days and units given back of each line: of several parts of one, all their days where they adjoin and the units are the same. */
function servicesOf(lines: readonly MoneyLine[]): CreditedServices {
  const services = new Map<number, CreditedService>();
  const mixed = new Set<number>();
  for (const { origin, service_start: start, service_end: end, quantity } of lines) {
    const position = origin?.invoice?.position;
    if (position === undefined || start === null || end === null) continue;
    const before = services.get(position);
    if (before && (before.quantity !== quantity || before.end < start || end < before.start)) mixed.add(position);
    services.set(position, {
      start: before && before.start < start ? before.start : start,
      end: before && before.end > end ? before.end : end,
      quantity,
    });
  }
  for (const position of mixed) services.delete(position);
  return services;
}

function takenBackBy(lines: readonly MoneyLine[]): TakenBack {
  const taken: TakenBack = new Map();
  for (const { origin, amount } of lines) if (origin?.invoice) add(taken, origin.invoice.position, origin, -amount);
  return taken;
}

/** What is given back is after the discount of the line; a credit note is asked for what that is before it. */
function add(taken: TakenBack, position: number, line: { amount: bigint; discount: bigint }, net: bigint): void {
  const before = roundQuotient(net * line.amount, line.amount - line.discount, DEFAULT_ROUNDING.mode);
  const already = taken.get(position) ?? 0n;
  taken.set(position, already === 'whole' ? already : already + before);
}

/** Takes what the invoice itself gave back with it, where its rest is too little, and asks that of where it came from. */
async function pushOn(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  taken: TakenBack,
  asked: Map<string, TakenBack>,
): Promise<void> {
  const earlier = (await loadEarlierNotes(tx, ctx.tenant_id, invoice.id)).credits.flatMap(({ items }) => items);
  const rest = invoice.subtotal - earlier.reduce((sum, { amount }) => sum + amount, 0n);
  const sum = [...taken.values()].reduce((total: bigint, amount) => (amount === 'whole' ? total : total + amount), 0n);
  if (sum <= rest) return;
  const given = await givenBackBy(tx, ctx, invoice, earlier);
  const most = given.reduce((total, { left }) => total + left, 0n);
  // All of it where the note does not fall below nothing by that. Else so much that the note comes to half of what is left:
  // taxes and discounts, which are rounded apart, have room on both sides.
  let missing = most <= sum ? most : sum - rest / 2n;
  for (const { line, of, left } of given) {
    const part = left < missing ? left : missing;
    if (part <= 0n) continue;
    missing -= part;
    taken.set(line.position, part === left ? 'whole' : -part);
    const back = asked.get(of.invoice_id) ?? new Map();
    asked.set(of.invoice_id, back);
    const net = roundQuotient(part * (line.discount_amount - line.amount), -line.amount, DEFAULT_ROUNDING.mode);
    add(back, of.position, { amount: of.amount, discount: of.discount_amount }, net);
  }
}

/** The lines of an invoice that give back of earlier ones, and how much of each was not taken back yet: before discount. */
async function givenBackBy(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  earlier: readonly { position: number; amount: bigint }[],
) {
  const lines = invoice.items.filter(({ amount, credits_item_id }) => amount < 0n && credits_item_id !== null);
  const origins = await tx.invoiceItem.findMany({
    where: { tenant_id: ctx.tenant_id, id: { in: lines.flatMap(({ credits_item_id }) => credits_item_id ?? []) } },
  });
  const byId = new Map(origins.map((origin) => [origin.id, origin]));
  return lines.flatMap((line) => {
    const of = byId.get(line.credits_item_id ?? '');
    // One that gives back of a line beside it goes with that line.
    if (!of || of.invoice_id === invoice.id) return [];
    const back = earlier.filter(({ position }) => position === line.position);
    const left = back.reduce((total, { amount }) => total + amount, -line.amount);
    return left > 0n ? [{ line, of, left }] : [];
  });
}
