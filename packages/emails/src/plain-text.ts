import type { ItemView, MailView } from './mail-view.ts';

/** The mail for readers and programs without HTML: the same words and figures, in the same order. */
export function toPlainText(view: MailView): string {
  const blocks = [
    view.heading === view.subject ? [] : [view.heading],
    [view.greeting],
    ...view.paragraphs.map((paragraph) => [paragraph]),
    view.panel ? [`${view.panel.label}: ${view.panel.amount}`] : [],
    view.button ? [`${view.button.label}: ${view.button.url}`] : [],
    view.facts.map((row) => `${row.label}: ${row.value}`),
    [...view.items.map(lineOf), ...(view.more_items ? [`  ${view.more_items}`] : [])],
    view.totals.map((row) => `${row.label}: ${row.value}`),
    view.payment.length > 0
      ? [view.labels.pay_by_transfer, ...view.payment.map((row) => `${row.label}: ${row.value}`)]
      : [],
    view.notes,
    ['-- ', ...view.footer],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function lineOf({ description, period, quantity, amount }: ItemView): string {
  return `- ${description}${period ? `, ${period}` : ''}${quantity ? ` (${quantity})` : ''}: ${amount}`;
}
