import { formatMoney, formatQuantity } from '@revenue/billing-core/money';
import { readableColor } from '@revenue/billing-core/tenants';
import { formatDay } from '@revenue/billing-core/time';
import type { InvoiceMailData } from './invoice-mail-data.ts';

export type Labelled = { label: string; value: string };

/** The mail in words and figures, the same for HTML and for plain text. */
export type InvoiceMailView = {
  subject: string;
  preheader: string;
  greeting: string;
  introduction: string;
  amount_label: string;
  amount: string;
  items: { description: string; quantity: string; amount: string }[];
  /** "and 12 more lines", or null when all are shown. */
  more_items: string | null;
  totals: (Labelled & { strong: boolean })[];
  payment: Labelled[];
  notes: string[];
  hosted_url: string | null;
  footer: string[];
  brand: string;
};

/** A mail is glanced at; the document has them all. */
const LINES_SHOWN = 10;

export function toInvoiceMailView(data: InvoiceMailData): InvoiceMailView {
  const money = (amount: bigint) => formatMoney(amount, data.currency, data.locale);
  const due = formatDay(data.due_date, data.locale);
  const seller = oneLine(data.seller.name);
  const number = oneLine(data.invoice_number);
  const owes = data.amount_due > 0n;
  const hidden = data.items.length - LINES_SHOWN;
  return {
    subject: `Invoice ${number} from ${seller}`,
    preheader: owes ? `${money(data.amount_due)} due by ${due}` : `${money(data.total)}, nothing left to pay`,
    greeting: `Hello ${oneLine(data.buyer_name)},`,
    introduction: introductionOf(data, number),
    amount_label: owes ? `Amount due by ${due}` : 'Total, nothing left to pay',
    amount: money(owes ? data.amount_due : data.total),
    items: data.items.slice(0, LINES_SHOWN).map((item) => ({
      description: item.description.trim(),
      quantity: formatQuantity(item.quantity, data.locale),
      amount: money(item.amount),
    })),
    more_items: hidden > 0 ? `and ${hidden} more ${hidden === 1 ? 'line' : 'lines'} in the invoice` : null,
    totals: totalsOf(data, money),
    payment: owes ? paymentOf(data, number) : [],
    notes: data.notes?.trim() ? data.notes.trim().split(/\r?\n/) : [],
    hosted_url: safeUrl(data.hosted_url),
    footer: footerOf(data),
    brand: readableColor(data.seller.brand_color),
  };
}

function introductionOf(data: InvoiceMailData, number: string): string {
  const where = data.has_attachment ? ', attached as a PDF' : '';
  return `here is invoice ${number} of ${formatDay(data.issue_date, data.locale)}${where}.`;
}

function totalsOf(data: InvoiceMailData, money: (amount: bigint) => string): InvoiceMailView['totals'] {
  const rows = [{ label: 'Subtotal', value: money(data.subtotal), strong: false }];
  if (data.discount_total !== 0n) rows.push({ label: 'Discount', value: money(-data.discount_total), strong: false });
  rows.push({ label: 'Tax', value: money(data.tax_total), strong: false });
  rows.push({ label: 'Total', value: money(data.total), strong: true });
  const credited = { label: 'Credited', value: money(-data.amount_credited), strong: false };
  if (data.amount_paid !== 0n || data.amount_credited !== 0n) {
    if (data.amount_paid !== 0n) rows.push({ label: 'Paid', value: money(-data.amount_paid), strong: false });
    if (data.amount_credited !== 0n) rows.push(credited);
    rows.push({ label: 'Amount due', value: money(data.amount_due), strong: true });
  }
  return rows;
}

function paymentOf(data: InvoiceMailData, number: string): Labelled[] {
  const { bank } = data.seller;
  if (bank === null) return [];
  const rows = [
    { label: 'Account holder', value: bank.account_holder },
    { label: 'Bank', value: bank.bank_name },
    { label: 'IBAN', value: bank.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ') },
    { label: 'BIC', value: bank.bic },
    { label: 'Reference', value: number },
  ];
  return rows.flatMap(({ label, value }) => (value ? [{ label, value: oneLine(value) }] : []));
}

function footerOf({ seller }: InvoiceMailData): string[] {
  const identity = [seller.tax_id ? `Tax ID ${oneLine(seller.tax_id)}` : '', oneLine(seller.email ?? '')];
  const lines = [
    oneLine(seller.name),
    seller.address_lines.map(oneLine).join(', '),
    identity.filter(Boolean).join(' · '),
  ];
  return lines.filter((line) => line !== '');
}

/** A subject or a heading is one line whatever a name contains: a line break in it would begin another header. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what an injected header is made of
  return text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}

/** Only a web address becomes a link: never `javascript:`, however it came to be stored. */
function safeUrl(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).href : null;
}
