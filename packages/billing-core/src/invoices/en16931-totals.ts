import { BillingError } from '../errors/index.ts';
import { type Decimal, type DecimalLike, parseDecimal, roundDecimal, sumDecimals } from '../money/index.ts';
import { reasonCodeOf, type TaxCategory, taxAmount } from '../taxes/index.ts';

/** How a line, or an allowance or charge of the document, is taxed. */
export type En16931Tax = {
  /** BT-152, BT-96, BT-103; none where a supply is outside the scope of the tax. */
  vat_percent?: DecimalLike | null;
  /** BT-151, BT-95, BT-102. Unless given: S above zero, Z at zero, O without a percent. */
  vat_category?: TaxCategory;
  /** BT-121, a VATEX code; that of the category unless given. */
  exemption_reason_code?: string;
  /** BT-120 */
  exemption_reason?: string;
};

/** Amounts and prices in major units. */
export type En16931Line = En16931Tax & {
  /** BT-129 */
  quantity: DecimalLike;
  /** BT-146, without VAT. */
  price: DecimalLike;
  /** BT-149: the price is for this many units; 1 unless given. */
  price_base_quantity?: DecimalLike;
  /** BT-141 */
  charges?: readonly DecimalLike[];
  /** BT-136 */
  allowances?: readonly DecimalLike[];
};

export type En16931Input = {
  lines: readonly En16931Line[];
  /** BT-99, on the whole document, each with the tax it belongs to. */
  document_charges?: readonly (En16931Tax & { amount: DecimalLike })[];
  /** BT-92 */
  document_allowances?: readonly (En16931Tax & { amount: DecimalLike })[];
  /** BT-113 */
  prepaid?: DecimalLike;
  /** BT-114 */
  payable_rounding?: DecimalLike;
};

/** One VAT breakdown, BG-23. Major units. */
export type En16931VatBreakdown = {
  /** BT-118 */
  category: TaxCategory;
  /** BT-119, percent, shortest text; null outside the scope of the tax. */
  rate: string | null;
  /** BT-116, VAT category taxable amount. */
  taxable_amount: Decimal;
  /** BT-117, VAT category tax amount. */
  tax_amount: Decimal;
  /** BT-121 */
  exemption_reason_code: string | null;
  /** BT-120 */
  exemption_reason: string | null;
};

/** Document totals, BG-22, and what they are the sums of. Major units. */
export type En16931Totals = {
  /** BT-131, Invoice line net amount, of each line. */
  line_nets: Decimal[];
  /** BT-92, rounded, of each allowance. */
  document_allowances: Decimal[];
  /** BT-99, rounded, of each charge. */
  document_charges: Decimal[];
  /** BT-106, Sum of Invoice line net amount. */
  line_total: Decimal;
  /** BT-107, Sum of allowances on document level. */
  allowance_total: Decimal;
  /** BT-108, Sum of charges on document level. */
  charge_total: Decimal;
  /** BT-109, Invoice total amount without VAT. */
  tax_exclusive: Decimal;
  /** BT-110, Invoice total VAT amount. */
  tax_total: Decimal;
  /** BT-112, Invoice total amount with VAT. */
  tax_inclusive: Decimal;
  /** BT-113, Paid amount. */
  prepaid: Decimal;
  /** BT-114, Rounding amount. */
  payable_rounding: Decimal;
  /** BT-115, Amount due for payment. */
  payable: Decimal;
  /** BG-23, one for each category and rate, in the order of their first line. */
  vat_breakdown: En16931VatBreakdown[];
};

// The norm fixes two decimals and commercial rounding, whatever the policy of the seller.
const CENTS = { scale: 2, mode: 'half_up' } as const;

/**
 * The totals of a document after EN 16931 (Peppol BIS Billing, XRechnung, ZUGFeRD), in major units: the net amount of each
 * line (BT-131) is rounded first, half up to two decimals; VAT (BT-117) is rounded for each category and rate on its whole
 * taxable amount (BT-116); every total is a sum of rounded values, so that the rules BR-CO-10 to BR-CO-17 hold. Whether
 * they and the rules of the categories do, `en16931Violations` tells.
 *
 * Source: EN 16931-1:2017, 6.4 and 6.5; the Schematron of CEN/TC 434.
 *
 * @throws BillingError validation_failed when an amount is not a decimal, or a price is for no units
 * @example
 * const line = { quantity: '1', price: '0.335', vat_percent: '19' };
 * const totals = en16931Totals({ lines: [line, line, line], document_allowances: [{ amount: '0.02', vat_percent: '19' }] });
 * totals.line_nets // ['0.34', '0.34', '0.34']
 * [totals.line_total, totals.allowance_total, totals.tax_exclusive] // ['1.02', '0.02', '1']
 * [totals.tax_total, totals.tax_inclusive, totals.payable] // ['0.19', '1.19', '1.19']
 * totals.vat_breakdown.map((row) => [row.category, row.rate, row.taxable_amount]) // [['S', '19', '1']]
 */
export function en16931Totals(input: En16931Input): En16931Totals {
  const { lines, document_allowances = [], document_charges = [] } = input;
  const ofLines = lines.map((line, at): Taxed => ({ amount: lineNet(line, at), tax: line }));
  const allowances = document_allowances.map((tax): Taxed => ({ amount: rounded(tax.amount), tax }));
  const charges = document_charges.map((tax): Taxed => ({ amount: rounded(tax.amount), tax }));
  const off = allowances.map(({ amount, tax }) => ({ amount: amount.neg(), tax }));
  const vat_breakdown = breakdownOf([...ofLines, ...off, ...charges]);
  const line_nets = amountsOf(ofLines);
  const line_total = sumDecimals(line_nets);
  const [allowance_total, charge_total] = [sumDecimals(amountsOf(allowances)), sumDecimals(amountsOf(charges))];
  const tax_exclusive = line_total.minus(allowance_total).plus(charge_total);
  const tax_total = sumDecimals(vat_breakdown.map(({ tax_amount }) => tax_amount));
  const tax_inclusive = tax_exclusive.plus(tax_total);
  const prepaid = parseDecimal(input.prepaid ?? '0');
  const payable_rounding = parseDecimal(input.payable_rounding ?? '0');
  return {
    line_nets,
    document_allowances: amountsOf(allowances),
    document_charges: amountsOf(charges),
    line_total,
    allowance_total,
    charge_total,
    tax_exclusive,
    tax_total,
    tax_inclusive,
    prepaid,
    payable_rounding,
    payable: tax_inclusive.minus(prepaid).plus(payable_rounding),
    vat_breakdown,
  };
}

/** BT-131 = quantity x price / base quantity + charges - allowances, rounded once. */
function lineNet(line: En16931Line, index: number): Decimal {
  const base = parseDecimal(line.price_base_quantity ?? '1');
  if (base.lessThanOrEqualTo(0)) throw noUnits(`lines[${index}].price_base_quantity`, base);
  const gross = parseDecimal(line.quantity).times(parseDecimal(line.price)).div(base);
  return rounded(gross.plus(sumDecimals(line.charges ?? [])).minus(sumDecimals(line.allowances ?? [])));
}

function noUnits(path: string, base: Decimal): BillingError {
  const message = `${path} is ${base.toFixed()}; a price is for more than zero units (BT-149).`;
  return new BillingError('validation_failed', message, { errors: [{ path, message }] });
}

type Taxed = { amount: Decimal; tax: En16931Tax };

function amountsOf(taxed: readonly Taxed[]): Decimal[] {
  return taxed.map(({ amount }) => amount);
}

function breakdownOf(amounts: readonly Taxed[]): En16931VatBreakdown[] {
  const groups = Map.groupBy(amounts, ({ tax }) => `${categoryOf(tax)}|${rateOf(tax)}`);
  // Category and rate are the same in a group, so its first tax speaks for all.
  return [...groups.values()].flatMap((group) => group.slice(0, 1).map(({ tax }) => rowOf(tax, group)));
}

function rowOf(tax: En16931Tax, group: readonly Taxed[]): En16931VatBreakdown {
  const [category, rate] = [categoryOf(tax), rateOf(tax)];
  const taxable_amount = sumDecimals(amountsOf(group));
  const tax_amount = taxAmount(taxable_amount, rate ?? '0', CENTS);
  return { category, rate, taxable_amount, tax_amount, ...reasonsOf(category, group) };
}

function categoryOf({ vat_category, vat_percent }: En16931Tax): TaxCategory {
  if (vat_category !== undefined) return vat_category;
  if (vat_percent === undefined || vat_percent === null) return 'O';
  return parseDecimal(vat_percent).isZero() ? 'Z' : 'S';
}

/** 25 and 25.0 are one rate. */
function rateOf({ vat_percent, vat_category }: En16931Tax): string | null {
  if (vat_percent === undefined || vat_percent === null)
    return vat_category === undefined || vat_category === 'O' ? null : '0';
  return parseDecimal(vat_percent).toFixed();
}

type Reasons = Pick<En16931VatBreakdown, 'exemption_reason_code' | 'exemption_reason'>;

/** A breakdown has room for one code: reasons that differ are told as text, so that none is lost. */
function reasonsOf(category: TaxCategory, group: readonly Taxed[]): Reasons {
  const reasons = group.map(({ tax }) => reasonOf(category, tax));
  const codes = new Set(reasons.map(({ code }) => code));
  const [exemption_reason_code = null] = codes;
  if (codes.size === 1) return { exemption_reason_code, exemption_reason: joined(reasons.map(({ text }) => text)) };
  return { exemption_reason_code: null, exemption_reason: joined(reasons.map(({ code, text }) => text ?? code)) };
}

/** A text of its own takes the place of the code that a category has by itself. */
function reasonOf(category: TaxCategory, { exemption_reason_code, exemption_reason }: En16931Tax) {
  const [code = null, text = null] = [exemption_reason_code, exemption_reason];
  return { code: code ?? (text === null ? reasonCodeOf(category) : null), text };
}

function joined(texts: readonly (string | null)[]): string | null {
  const distinct = new Set(texts.filter((text) => text !== null));
  return distinct.size === 0 ? null : [...distinct].join('; ');
}

function rounded(amount: DecimalLike): Decimal {
  return roundDecimal(amount, CENTS.scale, CENTS.mode);
}
