import type { Invoice } from '@revenue/billing-core/invoices';
import type { Format } from '../../../format/create-format.ts';
import { counted } from '../../../format/words.ts';

export type ExplainedTotal = { label: string; amount: number; how: string };

const MANY = 6;

/** Where each figure below the lines comes from. The figures are the stored ones; nothing is added up here. */
export function explainTotals(invoice: Invoice, format: Format): ExplainedTotal[] {
  const money = (amount: number) => format.money(amount, invoice.currency);
  const lines = invoice.items.map((item) => money(item.amount));
  const subtotalHow = lines.length > MANY ? `sum of ${counted(lines.length, 'line')}` : lines.join(' + ');
  const taxHow = invoice.tax === 0 ? 'no tax applies' : 'sum of the tax of each line';
  const discount =
    invoice.discount === 0
      ? []
      : [{ label: 'Discount', amount: invoice.discount, how: 'sum of the discounts of the lines' }];
  const paid =
    invoice.amount_paid === 0
      ? []
      : [{ label: 'Paid', amount: invoice.amount_paid, how: counted(invoice.payments.length, 'payment') }];
  // Nobody owes a draft yet, and a void invoice no more.
  const due =
    invoice.status === 'draft' || invoice.status === 'void'
      ? []
      : [
          {
            label: 'Amount due',
            amount: invoice.amount_due,
            how: `${money(invoice.total)} − ${money(invoice.amount_paid)} paid`,
          },
        ];
  const totalHow = `${money(invoice.subtotal)}${invoice.discount === 0 ? '' : ` − ${money(invoice.discount)}`} + ${money(invoice.tax)}`;
  return [
    { label: 'Subtotal', amount: invoice.subtotal, how: subtotalHow },
    ...discount,
    { label: 'Tax', amount: invoice.tax, how: taxHow },
    { label: 'Total', amount: invoice.total, how: totalHow },
    ...paid,
    ...due,
  ];
}
