import { BillingError } from '../errors/index.ts';
import { type Decimal, fromMinor, parseDecimal } from '../money/index.ts';
import { type ItemFigures, leftOfItem, type Share } from './credit-item.ts';
import type { CreditedPart, DraftCreditNote } from './credit-note.ts';
import { hasRest, type InvoiceRest, type ItemRest } from './rest-of-invoice.ts';
import { spreadTotal } from './spread-total.ts';
import type { Workings } from './workings.ts';

/** A share of one item, with the figures of what is left of it. */
export type ItemShare = { rest: ItemRest; left: ItemFigures; share: Share };

/**
 * What a request takes of which item.
 *
 * @throws BillingError validation_failed, credit_exceeds_invoice, nothing_to_credit
 */
export function sharesOfRequest(
  workings: Workings,
  { invoice, credit, earlier = [] }: DraftCreditNote,
  rest: InvoiceRest,
): ItemShare[] {
  const whole = (of: ItemRest): ItemShare => ({ rest: of, left: leftOfItem(workings, of), share: { by: 'rest' } });
  if (credit === 'everything') return everythingLeft(rest, earlier.length === 0).map(whole);
  if ('items' in credit) return itemShares(workings, credit.items, rest, invoice.currency);
  const what = 'the invoice';
  assertWithin({ path: 'total', what, currency: invoice.currency }, credit.total, rest.total);
  if (credit.total === rest.total) return everythingLeft(rest, false).map(whole);
  const lefts = rest.items.map((of) => ({ rest: of, left: leftOfItem(workings, of) }));
  return spreadTotal(workings, lefts, credit.total);
}

/** An invoice over nothing can be credited once, and its items with it. */
function everythingLeft({ items }: InvoiceRest, isFirst: boolean): ItemRest[] {
  const left = items.filter((item) => isFirst || hasRest(item));
  if (left.length > 0) return left;
  throw new BillingError(
    'nothing_to_credit',
    'The invoice is credited already: nothing of it is left to credit. Choose another one, or credit the customer without an invoice.',
  );
}

function itemShares(
  workings: Workings,
  parts: readonly CreditedPart[],
  { items }: InvoiceRest,
  currency: string,
): ItemShare[] {
  if (parts.length === 0) throw invalid('invoice_items', 'invoice_items is empty; name at least one item.');
  const byPosition = new Map(items.map((rest) => [rest.item.position, rest]));
  const seen = new Set<number>();
  return parts.map((part, index) => {
    const path = `invoice_items[${index}]`;
    const rest = byPosition.get(part.position);
    if (rest === undefined) throw unknownItem(path, part.position, [...byPosition.keys()]);
    if (seen.has(part.position))
      throw invalid(path, `${path} names item ${part.position} again; name each item once, with the sum of its parts.`);
    seen.add(part.position);
    const share = shareOfItem(workings, part, rest, { path, what: `item ${part.position}`, currency });
    return { rest, left: leftOfItem(workings, rest), share };
  });
}

function unknownItem(path: string, position: number, known: number[]): BillingError {
  return invalid(
    `${path}.position`,
    `${path}.position is ${position}, which the invoice does not have; it has ${known.join(', ')}.`,
  );
}

type Where = { path: string; what: string; currency: string };

/** A part that takes all that is left is the rest, whatever it was measured by: rounding leaves nothing behind. */
function shareOfItem(workings: Workings, part: CreditedPart, rest: ItemRest, where: Where): Share {
  if (part.quantity !== undefined) return shareOfUnits(part.quantity, rest, where);
  if (part.amount !== undefined) {
    assertWithin({ ...where, path: `${where.path}.amount` }, part.amount, rest.left.amount);
    return part.amount === rest.left.amount ? { by: 'rest' } : { by: 'amount', amount: workings.amount(part.amount) };
  }
  if (part.total !== undefined) {
    assertWithin({ ...where, path: `${where.path}.total` }, part.total, rest.total);
    return part.total === rest.total ? { by: 'rest' } : { by: 'total', total: workings.amount(part.total) };
  }
  if (hasRest(rest)) return { by: 'rest' };
  throw exceeds(where.path, `${where.path} names ${where.what}, of which nothing is left to credit; leave it out.`);
}

function shareOfUnits(asked: string, { quantity: left }: ItemRest, { path: of, what }: Where): Share {
  const path = `${of}.quantity`;
  const quantity = parseDecimal(asked);
  if (quantity.isZero()) throw isZero(path);
  if (!isWithin(quantity, left)) throw above(path, asked, left.toFixed(), what);
  return quantity.equals(left) ? { by: 'rest' } : { by: 'quantity', quantity: asked };
}

function isWithin(asked: Decimal, left: Decimal): boolean {
  return asked.isNegative() === left.isNegative() && asked.abs().lessThanOrEqualTo(left.abs());
}

function assertWithin({ path, what, currency }: Where, asked: bigint, left: bigint): void {
  if (asked === 0n) throw isZero(path);
  // What has the other sign is on the far side of what is left, too.
  const isMore = asked < 0n ? asked < left : asked > left;
  const shown = (amount: bigint) => `${fromMinor(amount, currency)} ${currency}`;
  if (isMore) throw above(path, shown(asked), shown(left), what);
}

function above(path: string, asked: string, left: string, what: string): BillingError {
  return exceeds(
    path,
    `${path} is ${asked}, but ${left} is left to credit of ${what}; ask for no more, with the same sign.`,
  );
}

function exceeds(path: string, message: string): BillingError {
  return new BillingError('credit_exceeds_invoice', message, { errors: [{ path, message }] });
}

function isZero(path: string): BillingError {
  return invalid(path, `${path} is 0; say how much is credited, or leave it out to credit the whole.`);
}

function invalid(path: string, message: string): BillingError {
  return new BillingError('validation_failed', message, { errors: [{ path, message }] });
}
