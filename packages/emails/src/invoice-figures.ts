import { bankCodeWords, type DocumentSay } from '@revenue/billing-core/languages';
import { formatMoney, formatQuantity } from '@revenue/billing-core/money';
import { formatDayRange } from '@revenue/billing-core/time';
import { wordsFor } from './correspondence.ts';
import type { InvoiceMailData } from './mail-data.ts';
import type { Labelled, MailView } from './mail-view.ts';
import { oneLine } from './one-line.ts';

/** A mail is glanced at; the document has them all. */
const LINES_SHOWN = 10;

export function moneyOf({
  currency,
  locale,
}: Pick<InvoiceMailData, 'currency' | 'locale'>): (amount: bigint) => string {
  return (amount) => formatMoney(amount, currency, locale);
}

type Figures = Pick<
  InvoiceMailData,
  | 'currency'
  | 'language'
  | 'locale'
  | 'items'
  | 'subtotal'
  | 'discount_total'
  | 'tax_total'
  | 'total'
  | 'amount_paid'
  | 'amount_credited'
  | 'amount_account_credit'
  | 'amount_due'
>;

/** The lines with their periods, and what they come to. */
export function invoiceFigures(data: Figures): Pick<MailView, 'items' | 'more_items' | 'totals'> {
  const { say, sayOfDocument } = wordsFor(data);
  const money = moneyOf(data);
  const hidden = data.items.length - LINES_SHOWN;
  return {
    items: data.items.slice(0, LINES_SHOWN).map((item) => ({
      description: item.description.trim(),
      period:
        item.service_start && item.service_end
          ? formatDayRange(item.service_start, item.service_end, data.locale)
          : null,
      quantity: item.quantity === '' ? '' : formatQuantity(item.quantity, data.locale),
      amount: money(item.amount),
    })),
    more_items: hidden > 0 ? say('more_lines', { count: hidden }) : null,
    totals: totalsOf(data, money, sayOfDocument),
  };
}

function totalsOf(data: Figures, money: (amount: bigint) => string, say: DocumentSay): MailView['totals'] {
  const rows = [{ label: say('subtotal'), value: money(data.subtotal), strong: false }];
  if (data.discount_total !== 0n)
    rows.push({ label: say('discount'), value: money(-data.discount_total), strong: false });
  rows.push({ label: say('tax'), value: money(data.tax_total), strong: false });
  rows.push({ label: say('total'), value: money(data.total), strong: true });
  const settled = [
    { label: say('paid'), amount: data.amount_paid },
    { label: say('credited'), amount: data.amount_credited },
    { label: say('account_credit'), amount: data.amount_account_credit },
  ].filter(({ amount }) => amount !== 0n);
  rows.push(...settled.map(({ label, amount }) => ({ label, value: money(-amount), strong: false })));
  if (settled.length > 0) {
    rows.push({ label: say('amount_due'), value: money(data.amount_due), strong: true });
  }
  return rows;
}

/** How to pay by transfer; nothing where nothing is owed or no account is known. */
export function paymentDetails(data: InvoiceMailData): Labelled[] {
  const { amount_due, invoice_number } = data;
  const { bank } = data.seller;
  const say = wordsFor(data).sayOfDocument;
  if (bank === null || amount_due <= 0n) return [];
  const rows = [
    { label: say('account_holder'), value: bank.account_holder },
    { label: say('bank'), value: bank.bank_name },
    { label: 'IBAN', value: bank.iban?.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ') },
    { label: say('account_number'), value: bank.account_number },
    { label: bankCodeWords(say, bank.routing_number ?? '', bank.currency), value: bank.routing_number },
    { label: 'BIC', value: bank.bic },
    { label: say('reference'), value: invoice_number },
  ];
  return rows.flatMap(({ label, value }) => (value ? [{ label, value: oneLine(value) }] : []));
}
