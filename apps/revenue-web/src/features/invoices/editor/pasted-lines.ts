import { emptyItem, type LineValues } from './invoice-values.ts';

/**
 * Lines copied from a spreadsheet: description; with a second column its price, with three quantity and price, with four a
 * discount. Null for text of a single cell, which is pasted as ever.
 */
export function pastedLines(text: string): LineValues[] | null {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '');
  if (rows.length < 2 && !text.includes('\t')) return null;
  return rows.map((row) => toLine(row.split('\t').map((cell) => cell.trim())));
}

function toLine([description = '', ...figures]: string[]): LineValues {
  const [quantity = '1', unit_price = '', discount = ''] = figures.length === 1 ? ['1', ...figures] : figures;
  return {
    ...emptyItem,
    description,
    quantity: plainFigure(quantity) || '1',
    unit_price: plainFigure(unit_price),
    discount: discount.endsWith('%') ? discount : plainFigure(discount),
  };
}

/**
 * A figure as a spreadsheet shows it, without currency and grouping: '€1,234.50', '1.234,50' and '1 234.5' are all 1234.5.
 * A comma with three digits after it groups, any other is decimal. What is no figure stays, to be refused where it is seen.
 */
export function plainFigure(cell: string): string {
  const bare = cell.replace(/[\s\u00a0\u202f'’]|\p{Sc}|[A-Z]{3}/gu, '');
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return bare.replaceAll(',', '');
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^-?\d+,\d+$/.test(bare)) return bare.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(bare) ? bare : cell;
}
