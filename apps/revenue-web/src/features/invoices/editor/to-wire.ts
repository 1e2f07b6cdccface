import type { CreateInvoice } from '@revenue/billing-core/invoices';
import type { z } from 'zod';
import { replaceBlanks } from '../../../forms/wire-resolver.ts';
import type { InvoiceValues, LineValues } from './invoice-values.ts';
import { readTax } from './tax-text.ts';

export type SentInvoice = z.input<typeof CreateInvoice>;

/** What is sent of a form, and which line of the form each item is. */
export type WireForm = { sent: SentInvoice; lines: number[] };

/** A line that nothing was typed on yet is not sent: Enter at the end leaves one behind. */
export const isBlank = ({ description, unit_price, product_id, discount }: LineValues) =>
  description.trim() === '' && unit_price.trim() === '' && product_id === '' && discount.trim() === '';

export function toWire(values: InvoiceValues, taxName: string | null): WireForm {
  const { items, discount, prices_include_tax, ...head } = values;
  const written = items.flatMap((item, line) => (isBlank(item) ? [] : [{ item, line }]));
  // An invoice without any line is told so at its first.
  const kept = written.length === 0 ? items.slice(0, 1).map((item) => ({ item, line: 0 })) : written;
  const sent = {
    ...head,
    ...readDiscount(discount),
    prices_include_tax,
    items: kept.map(({ item }) => toSentItem(item, taxName)),
  };
  return { sent: replaceBlanks(sent, undefined) as SentInvoice, lines: kept.map(({ line }) => line) };
}

function toSentItem(item: LineValues, taxName: string | null) {
  const { product_id, description, quantity, unit_price, discount } = item;
  return { product_id, description, quantity, unit_price, ...readDiscount(discount), ...readTax(item, taxName) };
}

/** '10 %' is a percent, '5.00' an amount. */
export function readDiscount(text: string): { percent_off?: string; amount_off?: string } {
  const typed = text.trim();
  if (typed === '') return {};
  return typed.endsWith('%') ? { percent_off: typed.slice(0, -1).trim() } : { amount_off: typed };
}

const ITEM_PATHS: readonly [wire: RegExp, field: string][] = [
  [/^(percent_off|amount_off)$/, 'discount'],
  [/^tax_rates.*\.reason$/, 'tax_reason'],
  [/^tax_rates.*\.category$/, 'tax_category'],
  [/^tax_rates/, 'tax'],
];

/** Where in the form a fault of the wire belongs: `items[0].tax_rates[0].percent` is `items.0.tax`. */
export function toFormPath(path: string, lines: readonly number[]): string {
  const dotted = path.replace(/\[(\d+)\]/g, '.$1');
  if (/^(percent_off|amount_off)$/.test(dotted)) return 'discount';
  const [, index, field] = /^items\.(\d+)\.(.+)$/.exec(dotted) ?? [];
  if (index === undefined || field === undefined) return dotted;
  const shown = ITEM_PATHS.find(([wire]) => wire.test(field))?.[1] ?? field;
  return `items.${lines[Number(index)] ?? index}.${shown}`;
}
