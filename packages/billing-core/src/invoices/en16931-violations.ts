import { type Decimal, parseDecimal, sumDecimals } from '../money/index.ts';
import { mayCarryTax, needsReason, taxAmount } from '../taxes/index.ts';
import type { En16931Totals, En16931VatBreakdown } from './en16931-totals.ts';

/** A business rule of EN 16931 that a document breaks. */
export type En16931Violation = { rule: string; message: string };

type Check = { rule: string; holds: boolean; message: string };

/**
 * The business rules of EN 16931 that the totals of a document break: BR-CO-10 to BR-CO-18 (sums), BR-DEC (two decimals),
 * and for each VAT breakdown the rate and the reason that its category asks for. Of totals by `en16931Totals` the sums
 * always hold; what a rule of a category finds is a fault of the input. Source: the Schematron of CEN/TC 434.
 *
 * @example
 * const totals = en16931Totals({ lines: [{ quantity: '1', price: '10', vat_percent: '0', vat_category: 'E' }] });
 * en16931Violations(totals).map(({ rule }) => rule) // ['BR-E-10']
 * en16931Violations({ ...totals, payable: totals.prepaid }).map(({ rule }) => rule) // ['BR-CO-16', 'BR-E-10']
 */
export function en16931Violations(totals: En16931Totals): En16931Violation[] {
  const checks = [...sums(totals), ...decimals(totals), ...breakdowns(totals.vat_breakdown)];
  return checks.filter(({ holds }) => !holds).map(({ rule, message }) => ({ rule, message }));
}

function sums(totals: En16931Totals): Check[] {
  const { vat_breakdown: rows } = totals;
  const vat = sumDecimals(rows.map(({ tax_amount }) => tax_amount));
  const exclusive = totals.line_total.minus(totals.allowance_total).plus(totals.charge_total);
  const inclusive = totals.tax_exclusive.plus(totals.tax_total);
  const payable = totals.tax_inclusive.minus(totals.prepaid).plus(totals.payable_rounding);
  return [
    equal('BR-CO-10', 'line_total (BT-106)', totals.line_total, sumDecimals(totals.line_nets)),
    equal('BR-CO-11', 'allowance_total (BT-107)', totals.allowance_total, sumDecimals(totals.document_allowances)),
    equal('BR-CO-12', 'charge_total (BT-108)', totals.charge_total, sumDecimals(totals.document_charges)),
    equal('BR-CO-13', 'tax_exclusive (BT-109)', totals.tax_exclusive, exclusive),
    equal('BR-CO-14', 'tax_total (BT-110)', totals.tax_total, vat),
    equal('BR-CO-15', 'tax_inclusive (BT-112)', totals.tax_inclusive, inclusive),
    equal('BR-CO-16', 'payable (BT-115)', totals.payable, payable),
    {
      rule: 'BR-CO-18',
      holds: rows.length > 0,
      message: 'there is no VAT breakdown (BG-23); a document has one at least.',
    },
  ];
}

function equal(rule: string, name: string, actual: Decimal, expected: Decimal): Check {
  const message = `${name} is ${actual.toFixed()} and the sum it stands for is ${expected.toFixed()}.`;
  return { rule, holds: actual.equals(expected), message };
}

/** Rules of the group BR-DEC, by the field they are about. */
const DECIMALS = {
  'BR-DEC-09': 'line_total',
  'BR-DEC-10': 'allowance_total',
  'BR-DEC-11': 'charge_total',
  'BR-DEC-12': 'tax_exclusive',
  'BR-DEC-13': 'tax_total',
  'BR-DEC-14': 'tax_inclusive',
  'BR-DEC-16': 'prepaid',
  'BR-DEC-17': 'payable_rounding',
  'BR-DEC-18': 'payable',
} as const;

function decimals(totals: En16931Totals): Check[] {
  return Object.entries(DECIMALS).map(([rule, field]) => ({
    rule,
    holds: totals[field].decimalPlaces() <= 2,
    message: `${field} is ${totals[field].toFixed()}; it has two decimals at most.`,
  }));
}

function breakdowns(rows: readonly En16931VatBreakdown[]): Check[] {
  const isAlone = rows.length === 1 || rows.every(({ category }) => category !== 'O');
  const message = 'a document with a VAT breakdown of category O (outside the scope) has no other.';
  return [{ rule: 'BR-O-11', holds: isAlone, message }, ...rows.flatMap(rulesOf)];
}

/** The letters of a category in the names of its rules. */
const RULE_LETTERS = { S: 'S', Z: 'Z', E: 'E', AE: 'AE', K: 'IC', G: 'G', O: 'O', L: 'AF', M: 'AG' } as const;

function rulesOf({ category, rate, taxable_amount, tax_amount, ...reasons }: En16931VatBreakdown): Check[] {
  const named = `the VAT breakdown of category ${category}${rate === null ? '' : ` at ${rate} %`}`;
  const rule = (number: string) => `BR-${RULE_LETTERS[category]}-${number}`;
  const tax = taxAmount(taxable_amount, rate ?? '0', { scale: 2, mode: 'half_up' });
  const hasReason = reasons.exemption_reason_code !== null || reasons.exemption_reason !== null;
  return [
    equal('BR-CO-17', `the tax of ${named} (BT-117)`, tax_amount, tax),
    {
      rule: rule('05'),
      holds: hasFittingRate({ category, rate }),
      message: `${named} has a rate that the category does not allow.`,
    },
    {
      rule: rule('10'),
      holds: hasReason === needsReason(category),
      message: hasReason
        ? `${named} is taxed and gives a reason why not.`
        : `${named} does not say why there is no tax.`,
    },
  ];
}

/** S is taxed above zero, L and M from zero on, O has no rate, and the others have zero. */
function hasFittingRate({ category, rate }: Pick<En16931VatBreakdown, 'category' | 'rate'>): boolean {
  if (category === 'O' || rate === null) return category === 'O' && rate === null;
  const percent = parseDecimal(rate);
  if (!mayCarryTax(category)) return percent.isZero();
  return category === 'S' ? percent.greaterThan(0) : percent.greaterThanOrEqualTo(0);
}
