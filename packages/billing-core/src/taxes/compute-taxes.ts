import { Decimal, type DecimalLike, parseDecimal, type RoundingMode, roundParts, settle } from '../money/index.ts';

/** A line after its discounts. Several rates of one line are each on the same base. */
export type TaxableLine = { taxable: Decimal; tax_rates: readonly DecimalLike[] };

export type TaxPolicy = {
  scale: number;
  mode: RoundingMode;
  /** Where tax is rounded: on every line, once for every rate, or once on the document. */
  rounding: 'per_line' | 'per_rate' | 'per_document';
};

export type TaxByRate = { rate: string; taxable: Decimal; tax: Decimal };

export type ComputedTaxes = {
  total: Decimal;
  /** Rounded so that they add up to the total, whatever the policy. */
  line_taxes: Decimal[];
  /** Not rounded, for display conventions that round each line by itself. */
  exact_line_taxes: Decimal[];
  by_rate: TaxByRate[];
};

const HUNDREDTH = new Decimal('0.01');

/** The tax of one rate on one line, before rounding. */
type Cell = { line: number; rate: string; taxable: Decimal; exact: Decimal };

/**
 * Tax on amounts that do not contain it, rates in percent. The policy names the group that is rounded; inside a group
 * the cents are spread by largest remainder, so lines, rates and total always agree.
 *
 * @example 99.99 at 8.875, 2.125 and 0.5 per_rate, half_up: 8.87 + 2.12 + 0.50 = 11.49
 */
export function computeTaxes(lines: readonly TaxableLine[], policy: TaxPolicy): ComputedTaxes {
  const cells = lines.flatMap(({ taxable, tax_rates }, line) =>
    tax_rates.map((rate) => taxCell(line, taxable, parseDecimal(rate))),
  );
  const rounded = roundCells(cells, policy);
  return {
    total: Decimal.sum(0, ...rounded),
    line_taxes: lines.map((_line, index) => sumWhere(cells, rounded, (cell) => cell.line === index)),
    exact_line_taxes: lines.map((_line, index) =>
      Decimal.sum(0, ...cells.flatMap((cell) => (cell.line === index ? [cell.exact] : []))),
    ),
    by_rate: taxesByRate(cells, rounded),
  };
}

function taxCell(line: number, taxable: Decimal, rate: Decimal): Cell {
  return { line, rate: rate.toFixed(), taxable, exact: taxable.times(rate).times(HUNDREDTH) };
}

function roundCells(cells: readonly Cell[], policy: TaxPolicy): Decimal[] {
  const rounded: Decimal[] = cells.map(() => new Decimal(0));
  for (const group of groupCells(cells, policy.rounding)) {
    const exact = group.map((index) => cells[index]?.exact ?? new Decimal(0));
    const total = settle(Decimal.sum(0, ...exact), policy.scale, policy.mode);
    const parts = roundParts(exact, total, policy.scale);
    for (const [position, index] of group.entries()) rounded[index] = parts[position] ?? new Decimal(0);
  }
  return rounded;
}

function groupCells(cells: readonly Cell[], rounding: TaxPolicy['rounding']): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, cell] of cells.entries()) {
    const key = rounding === 'per_line' ? `${cell.line}` : rounding === 'per_rate' ? cell.rate : '';
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  return [...groups.values()];
}

function taxesByRate(cells: readonly Cell[], rounded: readonly Decimal[]): TaxByRate[] {
  const rates = [...new Set(cells.map((cell) => cell.rate))];
  return rates.map((rate) => ({
    rate,
    taxable: Decimal.sum(0, ...cells.flatMap((cell) => (cell.rate === rate ? [cell.taxable] : []))),
    tax: sumWhere(cells, rounded, (cell) => cell.rate === rate),
  }));
}

function sumWhere(cells: readonly Cell[], values: readonly Decimal[], matches: (cell: Cell) => boolean): Decimal {
  return cells.reduce((sum, cell, index) => (matches(cell) ? sum.plus(values[index] ?? 0) : sum), new Decimal(0));
}
