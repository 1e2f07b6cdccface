import { BillingError } from '../errors/index.ts';
import { fromMinor } from '../money/index.ts';
import type { CreditableInvoice, CreditableItem } from './credit-note.ts';
import { pairs } from './pairs.ts';
import { type ItemParts, sum, taxesOf, totalOf } from './parts-of-item.ts';

/** What all credit notes together take back of one item. */
export type TakenBack = { item: CreditableItem; parts: ItemParts };

type Held = { what: string; invoiced: bigint; credited: bigint };

/**
 * Holds all credit notes of an invoice, the new one among them, to what was invoiced: item by item, rate by rate, and in
 * total. Where amounts of both signs stand on an invoice, taking back one side alone can be more than the invoice was.
 *
 * @throws BillingError credit_exceeds_invoice
 */
export function assertWithinInvoice(invoice: CreditableInvoice, takenBack: readonly TakenBack[]): void {
  const credited = sum(takenBack.map(({ item, parts }) => totalOf(item, parts)));
  const held = [
    ...takenBack.flatMap(heldOfItem),
    ...heldOfRates(invoice, takenBack),
    { what: 'total', invoiced: invoice.total, credited },
  ];
  for (const amount of held) if (!isWithin(amount)) throw exceeds(amount, invoice.currency);
}

function isWithin({ invoiced, credited }: Held): boolean {
  return invoiced < 0n ? credited <= 0n && credited >= invoiced : credited >= 0n && credited <= invoiced;
}

function heldOfItem({ item, parts }: TakenBack): Held[] {
  const of = `of item ${item.position}`;
  return [
    { what: `amount ${of}`, invoiced: item.amount, credited: parts.amount },
    { what: `discount ${of}`, invoiced: item.discount_amount, credited: parts.discount_amount },
    ...pairs(item.taxes, parts.taxes).map(([{ tax }, credited]) => ({ what: `tax ${of}`, invoiced: tax, credited })),
  ];
}

function heldOfRates({ taxes }: CreditableInvoice, takenBack: readonly TakenBack[]): Held[] {
  const cells = takenBack.flatMap(({ item, parts }) => taxesOf(item, parts));
  return taxes.flatMap(({ rate, taxable, tax }, row) => {
    const own = cells.filter((cell) => cell.row === row);
    return [
      { what: `amount taxed at ${rate} %`, invoiced: taxable, credited: sum(own.map((cell) => cell.taxable)) },
      { what: `tax at ${rate} %`, invoiced: tax, credited: sum(own.map((cell) => cell.tax)) },
    ];
  });
}

function exceeds({ what, invoiced, credited }: Held, currency: string): BillingError {
  const [now, most] = [credited, invoiced].map((amount) => `${fromMinor(amount, currency)} ${currency}`);
  const message = `With what is credited already, invoice_items would take back ${now} of the ${what}, which is ${most}; credit less, or the items of the other sign with it.`;
  return new BillingError('credit_exceeds_invoice', message, { errors: [{ path: 'invoice_items', message }] });
}
