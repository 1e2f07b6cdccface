import type { InvoiceTax } from '@revenue/billing-core/invoices';
import type { Format } from '../../../format/create-format.ts';

type NamedTax = Pick<InvoiceTax, 'name' | 'percent'>;

/** 'VAT 19 %' */
export function taxWords({ name, percent }: NamedTax, format: Format): string {
  return `${name ?? 'Tax'} ${format.number(percent)} %`;
}

/** Why there is no tax, in the words that were given or else by its code. */
export function reasonWords({ reason, reason_code }: Pick<InvoiceTax, 'reason' | 'reason_code'>): string {
  return reason ?? reason_code ?? '';
}
