import { type GraduatedPricing, Pricing, rate } from '@revenue/billing-core/catalog';
import { computeTotals, type DraftInvoice, draftInvoice } from '@revenue/billing-core/invoices';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { perSecond, report } from './measure.ts';

const LINES_GOAL = 200_000;
const INVOICES_GOAL = 50_000;
// Different quantities, so that no result can be remembered: from the first tier into the third.
const QUANTITIES = Array.from({ length: 4096 }, (_, index) => `${(index * 7919) % 250_000}.${(index % 9) + 1}`);
const AMOUNTS = Array.from({ length: 4096 }, (_, index) => `${(index * 31) % 900}.${10 + (index % 90)}`);

/** Rated lines and totalled invoices a second on one core, explanations off, beside the same sums in bare bigints. */
export function benchCore(): void {
  report('graduated lines, three tiers', perSecond(graduatedLine), perSecond(bareGraduatedLine), LINES_GOAL);
  report('graduated lines with their derivation', perSecond(explainedLine), perSecond(bareGraduatedLine));
  const bareInvoices = perSecond(bareInvoice);
  report('invoices: three lines, discount, tax', perSecond(invoice), bareInvoices, INVOICES_GOAL);
  report('the same, drafted: priced, due date, tax table', perSecond(silentDraft), bareInvoices, INVOICES_GOAL);
  report('the same, every amount explained', perSecond(explainedDraft), bareInvoices);
  // A result that nobody reads may be left out by the compiler, and the work with it.
  if (sink === 0n) throw new Error('Nothing was computed.');
}

const graduated = Pricing.parse({
  model: 'graduated',
  per_units: 1000,
  tiers: [
    { up_to: 10_000, unit_amount: '0.50' },
    { up_to: 100_000, unit_amount: '0.25', flat_amount: 10 },
    { up_to: null, unit_amount: '0.125' },
  ],
}) as GraduatedPricing;

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '0';
let sink = 0n;

function graduatedLine(index: number): void {
  sink += rate(graduated, at(QUANTITIES, index), 'USD', { mode: 'half_up' }, { explain: false }).amount;
}

function explainedLine(index: number): void {
  sink += rate(graduated, at(QUANTITIES, index), 'USD', { mode: 'half_up' }).amount;
}

/** The same tiers in units of 10^-3 of a quantity and 10^-3 of a price, rounded once. */
const BARE_TIERS = [
  { from: 0n, upTo: 10_000_000n, price: 500n, flat: 0n },
  { from: 10_000_000n, upTo: 100_000_000n, price: 250n, flat: 10n },
  { from: 100_000_000n, upTo: 10n ** 30n, price: 125n, flat: 0n },
];

function bareGraduatedLine(index: number): void {
  const quantity = BigInt(`${at(QUANTITIES, index).replace('.', '')}00`);
  let price = 0n;
  for (const tier of BARE_TIERS) {
    if (quantity <= tier.from) break;
    const top = quantity > tier.upTo ? tier.upTo : quantity;
    price += (top - tier.from) * tier.price + tier.flat * 1_000_000_000n;
  }
  sink += (price + 5_000_000n) / 10_000_000n;
}

function invoice(index: number): void {
  const { total } = computeTotals({
    lines: [
      { id: 'a', amount: at(AMOUNTS, index), tax_rates: ['19'] },
      { id: 'b', amount: at(AMOUNTS, index + 1), tax_rates: ['19'] },
      { id: 'c', amount: at(AMOUNTS, index + 2), tax_rates: ['7'] },
    ],
    discounts: [{ type: 'percent', value: '10' }],
    scale: 2,
    mode: 'half_up',
    tax_rounding: 'per_rate',
  });
  sink += total.isZero() ? 1n : 0n;
}

function item(index: number, rate: string): DraftInvoice['items'][number] {
  return { description: 'A line', quantity: '1', unit_price: at(AMOUNTS, index), tax_rates: [rate] };
}

function draft(index: number, explain: 'nothing' | 'everything'): DraftInvoice {
  return {
    currency: 'EUR',
    issue_date: '2026-01-11',
    payment_terms: 'net_30',
    items: [item(index, '19'), item(index + 1, '19'), item(index + 2, '7')],
    discounts: [{ type: 'percent', value: '10' }],
    rounding: DEFAULT_ROUNDING,
    explain,
  };
}

function silentDraft(index: number): void {
  sink += draftInvoice(draft(index, 'nothing')).total;
}

function explainedDraft(index: number): void {
  sink += draftInvoice(draft(index, 'everything')).total;
}

/** The same invoice in whole cents: discount spread by largest remainder, tax rounded for each rate. */
function bareInvoice(index: number): void {
  const amounts = [0, 1, 2].map((line) => BigInt(at(AMOUNTS, index + line).replace('.', '')));
  const [first = 0n, second = 0n, third = 0n] = amounts;
  const subtotal = first + second + third;
  const discount = (subtotal * 10n + 50n) / 100n;
  const shares = amounts.map((amount) => (discount * amount) / subtotal);
  let left = discount - shares.reduce((sum, share) => sum + share, 0n);
  const byRemainder = amounts
    .map((amount, line) => ({ line, remainder: (discount * amount) % subtotal }))
    .sort((one, other) => Number(other.remainder - one.remainder));
  for (const { line } of byRemainder) {
    if (left === 0n) break;
    shares[line] = (shares[line] ?? 0n) + 1n;
    left -= 1n;
  }
  const [one = 0n, two = 0n, three = 0n] = amounts.map((amount, line) => amount - (shares[line] ?? 0n));
  sink += one + two + three + ((one + two) * 19n + 50n) / 100n + (three * 7n + 50n) / 100n;
}
