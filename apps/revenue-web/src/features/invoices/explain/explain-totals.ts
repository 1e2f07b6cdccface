import type { Invoice } from '@revenue/billing-core/invoices';
import type { Format } from '../../../format/create-format.ts';
import { counted } from '../../../format/words.ts';
import { taxWords } from './tax-words.ts';

export type ExplainedTotal = { label: string; amount: number; how: string };

const MANY = 6;

/** Where each figure below the lines comes from. The figures are the stored ones; nothing is added up here. */
export function explainTotals(invoice: Invoice, format: Format): ExplainedTotal[] {
  const money = (amount: number) => format.money(amount, invoice.currency);
  const lines = invoice.items.map((item) => money(item.amount));
  const subtotalHow = lines.length > MANY ? `sum of ${counted(lines.length, 'line')}` : lines.join(' + ');
  return [
    { label: 'Subtotal', amount: invoice.subtotal, how: subtotalHow },
    ...discountRow(invoice, format),
    ...taxRow(invoice, format),
    { label: 'Total', amount: invoice.total, how: totalHow(invoice, money) },
    ...paidRows(invoice, money),
  ];
}

function discountRow(invoice: Invoice, format: Format): ExplainedTotal[] {
  const { discount, percent_off, amount_off, items, currency } = invoice;
  if (discount === 0) return [];
  const ofLines = items.some((item) => item.own_discount !== 0) ? ['the discounts of the lines'] : [];
  const ofPercent = percent_off === null ? [] : [`${format.number(percent_off)} % of what is left`];
  const ofAmount = amount_off === null ? [] : [`${format.money(amount_off, currency)} on the invoice`];
  return [{ label: 'Discount', amount: -discount, how: [...ofLines, ...ofPercent, ...ofAmount].join(' and ') }];
}

/** Prices may contain their tax: then it is said, not added. */
function taxRow({ tax, taxes, items, currency }: Invoice, format: Format): ExplainedTotal[] {
  const rates = taxes.map((row) => `${taxWords(row, format)} on ${format.money(row.taxable, currency)}`);
  const contained = items.length > 0 && items.every((item) => item.tax_inclusive || item.tax === 0);
  const label = tax !== 0 && contained ? 'Tax contained' : 'Tax';
  return [{ label, amount: tax, how: rates.length === 0 ? 'no tax applies' : rates.join(' + ') }];
}

function totalHow({ subtotal, discount, tax, items }: Invoice, money: (amount: number) => string): string {
  const off = discount === 0 ? '' : ` − ${money(discount)}`;
  const taxed = items.filter((item) => item.tax !== 0);
  if (!taxed.some((item) => item.tax_inclusive)) return `${money(subtotal)}${off} + ${money(tax)}`;
  const rest = taxed.every((item) => item.tax_inclusive)
    ? 'its tax is in it'
    : 'and the tax that the lines do not contain';
  return `${money(subtotal)}${off}, ${rest}`;
}

function paidRows(invoice: Invoice, money: (amount: number) => string): ExplainedTotal[] {
  const { amount_paid, amount_credited, amount_account_credit, amount_due, payments, credit_notes, status, total } =
    invoice;
  const paid =
    amount_paid === 0 ? [] : [{ label: 'Paid', amount: amount_paid, how: counted(payments.length, 'payment') }];
  const notes = `off what was due, by ${counted(credit_notes.length, 'credit note')}`;
  const credited = amount_credited === 0 ? [] : [{ label: 'Credited', amount: amount_credited, how: notes }];
  const own =
    amount_account_credit === 0
      ? []
      : [{ label: 'Account credit', amount: amount_account_credit, how: 'from what the customer had to its credit' }];
  // Nobody owes a draft yet, and a void invoice no more.
  if (status === 'draft' || status === 'void') return paid;
  const less = amount_credited === 0 ? '' : ` − ${money(amount_credited)} credited`;
  const used = amount_account_credit === 0 ? '' : ` − ${money(amount_account_credit)} account credit`;
  const how = `${money(total)} − ${money(amount_paid)} paid${less}${used}`;
  return [...paid, ...credited, ...own, { label: 'Amount due', amount: amount_due, how }];
}
