import type { InvoiceMailView } from './invoice-mail-view.ts';

/** The mail for readers and programs without HTML: the same words and figures, in the same order. */
export function toPlainText(view: InvoiceMailView): string {
  const blocks = [
    [view.greeting],
    [view.introduction],
    [`${view.amount_label}: ${view.amount}`],
    view.hosted_url ? [`View the invoice: ${view.hosted_url}`] : [],
    [
      ...view.items.map((item) => `- ${item.description} (${item.quantity}): ${item.amount}`),
      ...(view.more_items ? [`  ${view.more_items}`] : []),
    ],
    view.totals.map((row) => `${row.label}: ${row.value}`),
    view.payment.length > 0 ? ['Pay by bank transfer', ...view.payment.map((row) => `${row.label}: ${row.value}`)] : [],
    view.notes,
    ['-- ', ...view.footer],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
