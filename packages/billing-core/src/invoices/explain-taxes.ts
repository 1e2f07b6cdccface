import { addFractions, type DerivationOperand, type Fraction, given, wholeFraction } from '../money/index.ts';
import type { TaxCell } from '../taxes/index.ts';
import type { Amounts, AmountsInput } from './compute-amounts.ts';
import { entryAt } from './entry-at.ts';
import { orZero, type WriteStep } from './write-step.ts';

/** The steps of all taxes; answers the tax that comes on top of the lines. */
export function explainTaxes(
  write: WriteStep,
  input: AmountsInput,
  amounts: Amounts,
  taxable: readonly DerivationOperand[],
): DerivationOperand {
  const { cells, groups } = amounts.taxes;
  const exact = explainExact(write, input, amounts, taxable);
  const parts: DerivationOperand[] = [];
  const sums: DerivationOperand[] = [];
  for (const [number, group] of groups.entries()) {
    const id = `tax_${number + 1}`;
    const members = group.members.map((member) => entryAt(exact, member));
    const sum = write(`${id}_exact`, 'tax_sum', 'add', members, group.exact);
    const mode = input.tax_policy.mode;
    const tax = write(id, 'tax_rounding', 'round', [sum], wholeFraction(group.tax), { mode });
    sums.push(tax);
    for (const [position, member] of group.members.entries()) {
      const operands = [given('position', BigInt(position + 1)), tax, ...members];
      const share = wholeFraction(entryAt(cells, member).tax);
      parts[member] = write(`${cellId(cells, member)}`, 'tax_share', 'round_part', operands, share, { mode: 'down' });
    }
  }
  const lines = explainLineTaxes(write, amounts, parts);
  write('tax_total', 'tax_total', 'add', orZero(sums), wholeFraction(amounts.taxes.total));
  const onTop = lines.filter((_line, index) => !entryAt(input.lines, index).tax_inclusive);
  return write('tax_on_top', 'tax_total', 'add', orZero(onTop), wholeFraction(amounts.tax_on_top));
}

function cellId(cells: readonly TaxCell[], member: number): string {
  const { line } = entryAt(cells, member);
  const before = cells.slice(0, member).filter((cell) => cell.line === line).length;
  return `line_${line + 1}_tax_${before + 1}`;
}

function explainLineTaxes(
  write: WriteStep,
  { taxes }: Amounts,
  parts: readonly DerivationOperand[],
): DerivationOperand[] {
  return taxes.line_taxes.map((tax, line) => {
    const own = taxes.cells.flatMap((cell, member) => (cell.line === line ? [entryAt(parts, member)] : []));
    return write(`line_${line + 1}_tax`, 'line_tax', 'add', orZero(own), wholeFraction(tax));
  });
}

/** The exact tax of each rate on each line, cell by cell. */
function explainExact(
  write: WriteStep,
  input: AmountsInput,
  { taxes, taxable }: Amounts,
  operands: readonly DerivationOperand[],
): DerivationOperand[] {
  return input.lines.flatMap(({ tax_inclusive }, line) => {
    const cells = taxes.cells.filter((cell) => cell.line === line);
    const gross = entryAt(operands, line);
    const net = tax_inclusive ? explainNet(write, cells, line, gross, entryAt(taxable, line)) : gross;
    let before = net;
    return cells.map((cell, position) => {
      const id = `line_${line + 1}_rate_${position + 1}`;
      const base = cell.rate.rate.compound === true ? before : net;
      const percent = given('percent', cell.rate.percent);
      const about = { line: line + 1, percent: cell.rate.percent, ...named(cell) };
      const hundredfold = { n: cell.exact.n * 100n, d: cell.exact.d };
      const product = write(`${id}_product`, 'tax_exact', 'multiply', [base, percent], hundredfold, { about });
      const exact = write(id, 'tax_exact', 'divide', [product, given('hundred', '100')], cell.exact, { about });
      if (cells.some((other) => other.rate.rate.compound === true)) {
        const sum = addFractions(baseOf(cells, position), cell.exact);
        before = write(`${id}_base`, 'tax_base', 'add', [before, exact], sum);
      }
      return exact;
    });
  });
}

/** Net and all taxes before this one: what a compound rate at this position would be on. */
function baseOf(cells: readonly TaxCell[], position: number): Fraction {
  const net = netOf(cells);
  return cells.slice(0, position).reduce((sum, cell) => addFractions(sum, cell.exact), net);
}

// A compound rate on the first place has nothing before it: its base is the net amount, like that of any other.
function netOf(cells: readonly TaxCell[]): Fraction {
  return entryAt(cells, 0).base;
}

function named({ rate }: TaxCell): { name?: string; category?: string } {
  const { name, category } = rate.rate;
  return { ...(name === undefined ? {} : { name }), ...(category === undefined ? {} : { category }) };
}

/** gross / (1 + all rates), with the divisor in percent: 100 for the net amount and what each rate adds. */
function explainNet(
  write: WriteStep,
  cells: readonly TaxCell[],
  line: number,
  gross: DerivationOperand,
  amount: Fraction,
): DerivationOperand {
  if (cells.length === 0) return gross;
  const divisor = explainDivisor(write, cells, line);
  const hundredfold = { n: amount.n * 100n, d: amount.d };
  const times = write(`line_${line + 1}_gross`, 'tax_base', 'multiply', [gross, given('hundred', '100')], hundredfold);
  return write(`line_${line + 1}_net`, 'tax_base', 'divide', [times, divisor], netOf(cells));
}

function explainDivisor(write: WriteStep, cells: readonly TaxCell[], line: number): DerivationOperand {
  let [operand, percent] = [given('net', '100'), { n: 100n, d: 1n } as Fraction];
  for (const [position, { rate }] of cells.entries()) {
    const id = `line_${line + 1}_divisor_${position + 1}`;
    const added = rate.rate.compound === true ? explainCompound(write, id, operand, percent, rate) : plainRate(rate);
    percent = addFractions(percent, added.percent);
    const operands = [operand, added.operand];
    operand = write(id, 'tax_inclusive_divisor', 'add', operands, percent, { plain: true });
  }
  return operand;
}

type Added = { operand: DerivationOperand; percent: Fraction };

function plainRate({ percent, factor }: TaxCell['rate']): Added {
  return { operand: given('percent', percent), percent: { n: factor.n * 100n, d: factor.d } };
}

/** A compound rate adds its percent of all that is there before it. */
function explainCompound(
  write: WriteStep,
  id: string,
  whole: DerivationOperand,
  percent: Fraction,
  { percent: text, factor }: TaxCell['rate'],
): Added {
  const added = { n: percent.n * factor.n, d: percent.d * factor.d };
  const hundredfold = { n: added.n * 100n, d: added.d };
  const operands = [whole, given('percent', text)];
  const product = write(`${id}_product`, 'tax_inclusive_divisor', 'multiply', operands, hundredfold, { plain: true });
  const hundred = [product, given('hundred', '100')];
  const operand = write(`${id}_compound`, 'tax_inclusive_divisor', 'divide', hundred, added, { plain: true });
  return { operand, percent: added };
}
