import type { Invoice, InvoiceItem } from '@revenue/billing-core/invoices';
import type { Format } from '../../../format/create-format.ts';
import { explainDerivation } from './explain-derivation.ts';
import type { ExplainedRow } from './explained-row.ts';
import { reasonWords, taxWords } from './tax-words.ts';

type Terms = Pick<Invoice, 'currency' | 'percent_off' | 'amount_off'>;
/** Of an invoice, or of one that is not made yet. */
type Item = Omit<InvoiceItem, 'id'>;
type Write = (amount: number) => string;

/**
 * A line from its price to what it costs in the end: the steps of its amount, what is taken off, and each tax with what it
 * is on. The figures are the stored ones; here they only get words.
 */
export function explainItem(item: Item, invoice: Terms, format: Format): ExplainedRow[] {
  const money = (amount: number) => format.money(amount, invoice.currency);
  const amount = explainDerivation(item.derivation, format);
  const beyond = [...discountRows(item, invoice, format, money), ...taxRows(item, format, money)];
  if (beyond.length === 0) return amount;
  return [
    ...amount.map((row) => ({ ...row, decisive: false })),
    ...beyond,
    { id: 'total', what: 'This line in all', how: '', result: money(item.total), decisive: true },
  ];
}

function discountRows(item: Item, invoice: Terms, format: Format, money: Write): ExplainedRow[] {
  const share = invoice.percent_off === null ? 'spread over the lines in proportion' : 'of what is left';
  const own =
    item.own_discount === 0
      ? []
      : [
          {
            id: 'own discount',
            what: 'Discount on this line',
            how: asked(item, item.amount, format, money),
            result: `−${money(item.own_discount)}`,
          },
        ];
  // Both parts are stored; where there is no own discount, all of it is the share.
  const ofInvoice =
    item.discount === item.own_discount
      ? []
      : [
          {
            id: 'share of the discount',
            what: 'With its share of the discount on the invoice',
            how: `${askedOfInvoice(invoice, format, money)} ${share}`,
            result: `−${money(item.discount)} in all`,
          },
        ];
  return [...own, ...ofInvoice];
}

function asked({ percent_off, amount_off }: Item, of: number, format: Format, money: Write): string {
  if (percent_off !== null) return `${money(of)} × ${format.number(percent_off)} %`;
  return amount_off === null ? '' : `${money(amount_off)}, at most the line`;
}

function askedOfInvoice({ percent_off, amount_off }: Terms, format: Format, money: Write): string {
  if (percent_off !== null) return `${format.number(percent_off)} %`;
  return amount_off === null ? '' : money(amount_off);
}

function taxRows({ taxes, tax_inclusive }: Item, format: Format, money: Write): ExplainedRow[] {
  return taxes.map((tax, at) => ({
    id: `tax ${at}`,
    what: tax_inclusive ? `Contains ${taxWords(tax, format)}` : taxWords(tax, format),
    how: reasonWords(tax) || `${money(tax.taxable)} × ${format.number(tax.percent)} %`,
    result: money(tax.tax),
  }));
}
