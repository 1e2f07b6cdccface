import { lineAmount } from '@revenue/billing-core/invoices';
import { fromMinor, isDecimalText } from '@revenue/billing-core/money';
import { type Typed, whileTyping } from '../../../forms/while-typing.ts';

type LineFigures = { quantity?: string | undefined; unit_price?: string | undefined };

/** What a line comes to in decimal text, by the same function that the server uses; null while it is not complete. */
export function previewLine(figures: LineFigures, currency: string): Typed<string> | null {
  const { quantity = '', unit_price = '' } = figures;
  if (!isDecimalText(quantity) || !isDecimalText(unit_price)) return null;
  return whileTyping(() => fromMinor(lineAmount(quantity, unit_price, currency, { mode: 'half_up' }).amount, currency));
}
