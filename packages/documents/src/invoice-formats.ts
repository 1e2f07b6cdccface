import { formatMoney, formatQuantity, formatUnitPrice } from '@revenue/billing-core/money';
import { formatDay, formatDayRange } from '@revenue/billing-core/time';
import type { PrintableText } from './printable-text.ts';

/** How one document writes figures and days: the buyer's habits, as far as the fonts can draw them. */
export type InvoiceFormats = {
  money: (minorUnits: bigint) => string;
  unitPrice: (price: string) => string;
  quantity: (quantity: string) => string;
  /** '19 %' */
  percent: (percent: string) => string;
  day: (day: string) => string;
  dayRange: (start: string, endExclusive: string) => string;
};

/** Letters for figures, and those for days, which have names of months. */
export type PrintableFormats = { figures: PrintableText; days: PrintableText };

export function createInvoiceFormats(currency: string, locale: string, letters: PrintableFormats): InvoiceFormats {
  const { figures: text, days } = letters;
  // A currency sign or a month name that no font has is written as its code, or in English, rather than left out.
  const display = text.canPrint(formatMoney(0n, currency, locale)) ? 'symbol' : 'code';
  const amountLocale = text.canPrint(formatMoney(-123456789n, currency, locale, display)) ? locale : 'en';
  const dayLocale = days.canPrint(SAMPLE_DAYS.map((day) => formatDay(day, locale)).join('')) ? locale : 'en-GB';
  return {
    money: (minorUnits) => text.print(formatMoney(minorUnits, currency, amountLocale, display)),
    unitPrice: (price) => text.print(formatUnitPrice(price, currency, amountLocale, display)),
    quantity: (quantity) => text.print(formatQuantity(quantity, amountLocale)),
    percent: (percent) => text.print(`${formatQuantity(percent, amountLocale)}\u00a0%`),
    day: (day) => days.print(formatDay(day, dayLocale)),
    dayRange: (start, end) => days.print(formatDayRange(start, end, dayLocale)),
  };
}

const SAMPLE_DAYS = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-28`);
