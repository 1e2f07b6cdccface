import { type Decimal, type DecimalLike, parseDecimal, roundDecimal, sumDecimals } from '../money/index.ts';
import { taxAmount } from '../taxes/index.ts';

export type En16931Line = {
  quantity: DecimalLike;
  price: DecimalLike;
  /** The price is for this many units. */
  price_base_quantity?: DecimalLike;
  vat_percent: DecimalLike;
  charges?: readonly DecimalLike[];
  allowances?: readonly DecimalLike[];
};

export type En16931Input = {
  lines: readonly En16931Line[];
  /** On the whole document, each belonging to a VAT rate. */
  document_charges?: readonly { amount: DecimalLike; vat_percent: DecimalLike }[];
  document_allowances?: readonly { amount: DecimalLike; vat_percent: DecimalLike }[];
  prepaid?: DecimalLike;
  payable_rounding?: DecimalLike;
};

export type En16931Totals = {
  line_nets: Decimal[];
  line_total: Decimal;
  tax_exclusive: Decimal;
  tax_total: Decimal;
  tax_inclusive: Decimal;
  payable: Decimal;
};

// The norm fixes two decimals and commercial rounding, whatever the policy of the seller.
const CENTS = { scale: 2, mode: 'half_up' } as const;

/**
 * The totals of a document after EN 16931 (Peppol BIS, XRechnung): line nets are rounded first, VAT is rounded for each
 * rate on its whole base, totals are sums of rounded values, payable = inclusive - prepaid + payable_rounding.
 *
 * @example three lines of 1 x 0.335 at 19 %: nets 0.34, line total 1.02, tax 0.19, inclusive 1.21
 */
export function en16931Totals(input: En16931Input): En16931Totals {
  const nets = input.lines.map(lineNet);
  const lineTotal = sumDecimals(nets);
  const charges = roundedAmounts(input.document_charges);
  const allowances = roundedAmounts(input.document_allowances).map(({ amount, rate }) => ({
    amount: amount.neg(),
    rate,
  }));
  const onDocument = [...charges, ...allowances];
  const taxable = [
    ...nets.map((amount, index) => ({ amount, rate: rateKey(input.lines[index]?.vat_percent) })),
    ...onDocument,
  ];
  const taxExclusive = lineTotal.plus(sumDecimals(onDocument.map(({ amount }) => amount)));
  const bases = Map.groupBy(taxable, ({ rate }) => rate);
  const taxes = [...bases].map(([rate, parts]) =>
    taxAmount(sumDecimals(parts.map(({ amount }) => amount)), rate, CENTS),
  );
  const taxTotal = sumDecimals(taxes);
  const taxInclusive = taxExclusive.plus(taxTotal);
  const payable = taxInclusive
    .minus(parseDecimal(input.prepaid ?? '0'))
    .plus(parseDecimal(input.payable_rounding ?? '0'));
  return {
    line_nets: nets,
    line_total: lineTotal,
    tax_exclusive: taxExclusive,
    tax_total: taxTotal,
    tax_inclusive: taxInclusive,
    payable,
  };
}

function lineNet(line: En16931Line): Decimal {
  const gross = parseDecimal(line.quantity)
    .times(parseDecimal(line.price))
    .div(parseDecimal(line.price_base_quantity ?? '1'));
  const net = gross.plus(sumDecimals(line.charges ?? [])).minus(sumDecimals(line.allowances ?? []));
  return roundDecimal(net, CENTS.scale, CENTS.mode);
}

function roundedAmounts(amounts: readonly { amount: DecimalLike; vat_percent: DecimalLike }[] = []) {
  return amounts.map(({ amount, vat_percent }) => ({
    amount: roundDecimal(amount, CENTS.scale, CENTS.mode),
    rate: rateKey(vat_percent),
  }));
}

// 25 and 25.0 are one rate.
function rateKey(percent: DecimalLike = '0'): string {
  return parseDecimal(percent).toFixed();
}
