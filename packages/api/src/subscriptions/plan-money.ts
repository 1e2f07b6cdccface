import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { type ChangeLine, type ChangeMoney, chargeDiscounts, type NewItem } from '@revenue/billing-core/subscriptions';
import type { CreditedOrigin, WaitingLine } from '../billing-runs/load-waiting-lines.ts';
import type { SubscriptionState } from './load-state.ts';

/** A line of a change, or one that waited, with what it gives back of. */
export type MoneyLine = WaitingLine & {
  /** null for a charge. */
  origin: CreditedOrigin | null;
  /** It waits already. */
  waited: boolean;
};

/** Where the money of a change goes. */
export interface MoneyPlan {
  /** The lines of one invoice: a new one, or that draft. */
  invoice: { lines: MoneyLine[]; draft_id: string | null } | null;
  /** Lines that wait for the next invoice; those that waited before stay as they are. */
  waits: MoneyLine[];
  /** Drafts that become final first, because more is given back than they come to. */
  finalizes: string[];
  /** Given back by credit notes, by invoice. */
  credits: { invoice_id: string; lines: MoneyLine[] }[];
  /** Lines that waited and are taken back by the change itself: neither is ever billed. */
  drops: MoneyLine[];
  /** What the change comes to after discounts and before tax. */
  net: bigint;
}

export interface MoneyTerms {
  /** When it is invoiced, whatever the policy says: an end has no next invoice. */
  invoicing?: 'now' | 'next_invoice';
  /** The items from now on: what a discount of a whole period is spread over. */
  items: readonly NewItem[];
}

/** What each line is once discounts are off. */
export const netOf = ({ amount, discount_amount }: MoneyLine) => amount - discount_amount;

const sum = (lines: readonly MoneyLine[]) => lines.reduce((total, line) => total + netOf(line), 0n);

/**
 * Decides where the lines of a change go, without writing. Lines that come to more than nothing make an invoice, or wait
 * for the next one; of those that come to less, the charges do and the credits make credit notes of the invoices they
 * give back of, as do all that give back to another payer. What gives back of a draft is put on that draft, while it stays above zero. `openDrafts` says what each of
 * these drafts comes to before tax.
 */
export function planMoney(
  state: SubscriptionState,
  money: Pick<ChangeMoney, 'lines' | 'net' | 'billing'>,
  terms: MoneyTerms,
  waiting: readonly WaitingLine[],
  openDrafts: ReadonlyMap<string, bigint>,
  newId: () => string,
): MoneyPlan {
  const made = toMoneyLines(state, money.lines, terms.items, newId);
  const { pool: all, drops } = withoutTakenBack([...waiting.map(ofWaiting(state)), ...made]);
  const none: MoneyPlan = { invoice: null, waits: [], finalizes: [], credits: [], drops, net: sum(made) };
  // An end or a pause bills what waits also where it makes no line itself: there is no next invoice.
  if (made.length === 0 && terms.invoicing !== 'now') return { ...none, drops: [] };
  const foreign = all.filter((line) => isOfAnotherPayer(state, line));
  const pool = all.filter((line) => !foreign.includes(line));
  const net = sum(pool);
  const fresh = pool.filter(({ waited }) => !waited);
  const drafts = draftsCredited(fresh);
  const [draft_id] = drafts;
  const rest = draft_id === undefined ? 0n : (openDrafts.get(draft_id) ?? 0n);
  const plan = withCredits({ ...none, finalizes: draftsCredited(foreign) }, foreign);
  if (draft_id !== undefined && drafts.length === 1 && rest + net >= 0n)
    return { ...plan, invoice: { lines: pool, draft_id } };
  const settled = { ...plan, finalizes: [...plan.finalizes, ...drafts] };
  // At an end nothing waits any longer, and an invoice of nothing settles neither what is owed nor what is given back.
  if (net === 0n && terms.invoicing === 'now') return splitCredits(settled, pool, true);
  if (net >= 0n) return toInvoice(settled, pool, fresh, isInvoicedNow(state, money, terms) && net > 0n);
  return splitCredits(settled, pool, isInvoicedNow(state, money, terms));
}

/** Who paid for days before somebody else came to pay is given them back; the others are not billed less for it. */
function isOfAnotherPayer({ payer }: SubscriptionState, { origin }: MoneyLine): boolean {
  return origin?.invoice != null && origin.invoice.customer_id !== payer.id;
}

/** Charges that waited and are given back whole are billed nowhere, and neither is what gives them back. */
function withoutTakenBack(lines: readonly MoneyLine[]): { pool: MoneyLine[]; drops: MoneyLine[] } {
  const backs = Map.groupBy(lines, ({ credits_item_id }) => credits_item_id);
  const gone = new Set(
    lines
      .filter((line) => line.waited && line.credits_item_id === null && netOf(line) > 0n)
      .filter((line) => netOf(line) + sum(backs.get(line.id) ?? []) === 0n)
      .flatMap((line) => [line, ...(backs.get(line.id) ?? [])]),
  );
  return {
    pool: lines.filter((line) => !gone.has(line)),
    drops: lines.filter((line) => line.waited && gone.has(line)),
  };
}

/** Charges, and what gives back of them, are invoiced; the other credits become credit notes. */
function splitCredits(plan: MoneyPlan, pool: readonly MoneyLine[], now: boolean): MoneyPlan {
  const isOfInvoice = ({ origin }: MoneyLine) => origin?.invoice != null;
  const given = pool.filter(isOfInvoice);
  const kept = pool.filter((line) => !isOfInvoice(line));
  const { credits, drops } = withCredits(plan, given);
  if (sum(kept) === 0n) return { ...plan, credits, drops: [...drops, ...kept.filter(({ waited }) => waited)] };
  const fresh = kept.filter(({ waited }) => !waited);
  return { ...toInvoice(plan, kept, fresh, now), credits, drops };
}

/** One credit note for each invoice that these give back of; those that waited do not any more. */
function withCredits(plan: MoneyPlan, given: readonly MoneyLine[]): MoneyPlan {
  const groups = Map.groupBy(given, ({ origin }) => origin?.invoice?.id ?? '');
  const credits = [...groups].map(([invoice_id, lines]) => ({ invoice_id, lines }));
  return {
    ...plan,
    credits: [...plan.credits, ...credits],
    drops: [...plan.drops, ...given.filter(({ waited }) => waited)],
  };
}

function toInvoice(plan: MoneyPlan, lines: MoneyLine[], fresh: MoneyLine[], now: boolean): MoneyPlan {
  return now ? { ...plan, invoice: { lines, draft_id: null } } : { ...plan, waits: fresh };
}

/** What nets to nothing or less waits by the core's word; here credit notes are made of less, so only a policy or a trial waits. */
function isInvoicedNow(
  { policy }: SubscriptionState,
  { billing, net }: Pick<ChangeMoney, 'billing' | 'net'>,
  { invoicing }: MoneyTerms,
) {
  if (invoicing !== undefined) return invoicing === 'now';
  return billing === 'invoice_now' || (net <= 0n && policy.invoicing === 'now');
}

function draftsCredited(lines: readonly MoneyLine[]): string[] {
  const ids = lines.flatMap(({ origin }) => (origin?.invoice?.status === 'draft' ? [origin.invoice.id] : []));
  return [...new Set(ids)];
}

function toMoneyLines(
  state: SubscriptionState,
  lines: readonly ChangeLine[],
  items: readonly NewItem[],
  newId: () => string,
): MoneyLine[] {
  const { currency, discount } = state;
  const off = chargeDiscounts(lines, items, discount, { currency, mode: DEFAULT_ROUNDING.mode });
  // A line of the change itself is named by its own line_id until it is stored.
  const ids = new Map(lines.map((line) => [line.line_id, newId()]));
  return lines.map((line, at): MoneyLine => {
    const { line_id, credits, type: _, kind, derivation, ...rest } = line;
    if (derivation === null) throw new Error('a line of a change was computed without its explanation');
    const origin = credits === null ? null : (state.lines.get(credits) ?? null);
    return {
      ...rest,
      id: ids.get(line_id) ?? newId(),
      waits_for: 'next_invoice',
      subscription_id: state.id,
      payer_id: state.payer.id,
      billing_cycle_id: state.cycle?.id ?? null,
      customer: state.customer,
      currency,
      kind,
      derivation,
      discount_amount: off[at] ?? 0n,
      credits_item_id: credits === null ? null : (ids.get(credits) ?? credits),
      credited_taxes: null,
      credited_origin: origin,
      origin,
      waited: false,
    };
  });
}

/** One that gives back of another that waits, or of a line of an invoice. */
function ofWaiting(state: SubscriptionState): (line: WaitingLine) => MoneyLine {
  return (line) => ({ ...line, origin: originOf(state, line), waited: true });
}

function originOf(
  { lines }: SubscriptionState,
  { credits_item_id, credited_origin }: WaitingLine,
): CreditedOrigin | null {
  if (credits_item_id === null) return null;
  return lines.get(credits_item_id) ?? credited_origin;
}
