import {
  addFractions,
  type DecimalLike,
  type Fraction,
  NO_FRACTION,
  type RoundingMode,
  roundFraction,
  roundToSum,
  sumFractions,
} from '../money/index.ts';
import { createRateReader, type RateReader, type ReadRate, type TaxRate } from './tax-rate.ts';

/** A line after its discounts, in minor units. Rates without `compound` are each on the same amount. */
export type TaxableLine = {
  taxable: Fraction;
  tax_rates: readonly (DecimalLike | TaxRate)[];
  /** The amount contains its taxes. */
  tax_inclusive?: boolean;
};

export type TaxPolicy = {
  mode: RoundingMode;
  /** Where tax is rounded: on every line, once for every rate, or once on the document. */
  rounding: 'per_line' | 'per_rate' | 'per_document';
};

/** The tax of one rate on one line. Minor units. */
export type TaxCell = {
  line: number;
  rate: ReadRate;
  /** What the rate is on: the amount without tax, and with the taxes before it for a compound rate. */
  base: Fraction;
  exact: Fraction;
  tax: bigint;
};

/** What is rounded together; `members` are positions of cells. */
export type TaxGroup = { members: readonly number[]; exact: Fraction; tax: bigint };

export type TaxByRate = {
  /** Percent, shortest text. */
  rate: string;
  /** What the rate is on, without tax. */
  taxable: Fraction;
  tax: bigint;
};

export type ComputedTaxes = {
  total: bigint;
  /** Rounded so that they add up to the total, whatever the policy. */
  line_taxes: bigint[];
  /** Not rounded, for display conventions that round each line by itself. */
  exact_line_taxes: Fraction[];
  by_rate: TaxByRate[];
  cells: TaxCell[];
  groups: TaxGroup[];
};

/**
 * The taxes of lines, in minor units; rates in percent. The policy names the group that is rounded: the taxes of a line, of
 * a rate, or all of them. Inside a group the parts are rounded so that they add up (largest remainder). An amount that
 * contains its taxes is divided by one plus all of its rates.
 *
 * @throws BillingError validation_failed when a rate is not a decimal
 * @example
 * const line = (n) => ({ taxable: { n, d: 1n }, tax_rates: ['10'] });
 * const lines = [line(5n), line(5n)];
 * computeTaxes(lines, { mode: 'half_up', rounding: 'per_line' }).line_taxes // [1n, 1n]
 * computeTaxes(lines, { mode: 'half_up', rounding: 'per_rate' }).line_taxes // [1n, 0n]
 */
export function computeTaxes(lines: readonly TaxableLine[], policy: TaxPolicy): ComputedTaxes {
  const read = createRateReader();
  const cells: TaxCell[] = [];
  for (const [index, line] of lines.entries()) addCells(cells, line, index, read);
  const groups = roundGroups(cells, policy);
  const line_taxes = lines.map(() => 0n);
  const exact_line_taxes = lines.map(() => NO_FRACTION);
  let total = 0n;
  for (const { line, exact, tax } of cells) {
    total += tax;
    line_taxes[line] = (line_taxes[line] ?? 0n) + tax;
    exact_line_taxes[line] = addFractions(exact_line_taxes[line] ?? NO_FRACTION, exact);
  }
  return { total, line_taxes, exact_line_taxes, by_rate: taxesByRate(cells), cells, groups };
}

function addCells(cells: TaxCell[], line: TaxableLine, index: number, read: RateReader): void {
  const rates = line.tax_rates.map(read);
  const net = line.tax_inclusive === true ? withoutTax(line.taxable, rates) : line.taxable;
  let before = net;
  for (const rate of rates) {
    const base = rate.rate.compound === true ? before : net;
    const exact = { n: base.n * rate.factor.n, d: base.d * rate.factor.d };
    cells.push({ line: index, rate, base, exact, tax: 0n });
    if (rates.length > 1) before = addFractions(before, exact);
  }
}

/** gross / (1 + all rates), where a compound rate is also on the rates before it. */
function withoutTax(gross: Fraction, rates: readonly ReadRate[]): Fraction {
  let whole: Fraction = { n: 1n, d: 1n };
  for (const { factor, rate } of rates) {
    const added = rate.compound === true ? { n: whole.n * factor.n, d: whole.d * factor.d } : factor;
    whole = addFractions(whole, added);
  }
  return { n: gross.n * whole.d, d: gross.d * whole.n };
}

function roundGroups(cells: readonly TaxCell[], policy: TaxPolicy): TaxGroup[] {
  return groupCells(cells, policy.rounding).map((members) => {
    const parts = members.map((member) => cells[member]?.exact ?? NO_FRACTION);
    const exact = sumFractions(parts);
    const tax = roundFraction(exact, policy.mode);
    for (const [position, share] of roundToSum(parts, tax).entries()) {
      const cell = cells[members[position] ?? -1];
      if (cell !== undefined) cell.tax = share;
    }
    return { members, exact, tax };
  });
}

function groupCells(cells: readonly TaxCell[], rounding: TaxPolicy['rounding']): number[][] {
  const groups = new Map<string | number, number[]>();
  for (const [index, cell] of cells.entries()) {
    const key = rounding === 'per_line' ? cell.line : rounding === 'per_rate' ? cell.rate.key : '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

function taxesByRate(cells: readonly TaxCell[]): TaxByRate[] {
  const rows = new Map<string, TaxByRate>();
  for (const { rate, base, tax } of cells) {
    const row = rows.get(rate.key);
    if (row === undefined) rows.set(rate.key, { rate: rate.percent, taxable: base, tax });
    else {
      row.taxable = addFractions(row.taxable, base);
      row.tax += tax;
    }
  }
  return [...rows.values()];
}
