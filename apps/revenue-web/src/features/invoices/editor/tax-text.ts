import type { InvoiceItemTax } from '@revenue/billing-core/invoices';
import type { LineTaxRate } from '@revenue/billing-core/taxes';
import type { z } from 'zod';

export type TaxWords = { tax: string; tax_category: string; tax_reason: string };
export type TaxText = TaxWords & { kept_rates: string; kept_words: string };
type SentRate = z.input<typeof LineTaxRate>;

const wordsOf = ({ tax, tax_category, tax_reason }: TaxWords) => [tax.trim(), tax_category, tax_reason].join('|');

/** Whether the tax is typed as none, which may want a reason. */
export const isNoTax = (tax: string) => /^0+(\.0+)?$/.test(tax.trim());

/** The taxes of a stored line as they are typed. What typing cannot say (names, one tax on another) is kept beside it. */
export function taxText(taxes: readonly InvoiceItemTax[]): TaxText {
  const words = {
    tax: taxes.length === 0 ? '0' : taxes.map(({ percent }) => String(percent)).join(' + '),
    tax_category: taxes.find(({ percent }) => percent === 0)?.category ?? '',
    tax_reason: taxes.find(({ reason }) => reason !== null)?.reason ?? '',
  };
  return { ...words, kept_rates: JSON.stringify(taxes.map(toRate)), kept_words: wordsOf(words) };
}

function toRate({ percent, name, category, reason_code, reason, compound }: InvoiceItemTax): SentRate {
  return {
    percent,
    ...(name === null ? {} : { name }),
    ...(category === null ? {} : { category }),
    ...(reason_code === null ? {} : { reason_code }),
    ...(reason === null ? {} : { reason }),
    ...(compound ? { compound } : {}),
  };
}

/** What is sent of the taxes of a line: nothing takes the tenant's, an empty list is no tax and no word about it. */
export function readTax(text: TaxText, taxName: string | null): { tax_rates?: SentRate[] } {
  if (text.kept_rates !== '' && wordsOf(text) === text.kept_words) return { tax_rates: JSON.parse(text.kept_rates) };
  if (text.tax.trim() === '') return {};
  const named = taxName === null ? {} : { name: taxName };
  if (!isNoTax(text.tax)) {
    const percents = text.tax.split('+').map((percent) => percent.replace('%', '').trim());
    return { tax_rates: percents.map((percent) => ({ percent, ...named })) };
  }
  if (text.tax_category === '') return { tax_rates: [] };
  const reason = text.tax_reason.trim() === '' ? {} : { reason: text.tax_reason.trim() };
  return { tax_rates: [{ percent: '0', ...named, category: text.tax_category as never, ...reason }] };
}
