import type { InvoiceTax } from '@revenue/billing-core/invoices';
import { useFormat } from '../../format/use-format.ts';
import { reasonWords, taxWords } from './explain/tax-words.ts';

type TaxShown = Omit<InvoiceTax, 'category'>;

type TaxTableProps = {
  taxes: readonly TaxShown[];
  currency: string;
  /** For pages in another language. */
  words?: { caption: string; tax: string; base: string; comes_to: string };
};

const ENGLISH = { caption: 'Taxes by rate', tax: 'Tax', base: 'On', comes_to: 'Comes to' };

/** The taxes of an invoice, a row for each rate: what it is on, and what it comes to. */
export function TaxTable({ taxes, currency, words = ENGLISH }: TaxTableProps) {
  const format = useFormat();
  if (taxes.length === 0) return null;
  return (
    <table className="h-min w-full max-w-md border-separate border-spacing-0 text-xs max-sm:mb-3">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr className="text-ink-faint">
          <th scope="col" className="py-1 text-left font-medium">
            {words.tax}
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-medium">
            {words.base}
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-medium">
            {words.comes_to}
          </th>
        </tr>
      </thead>
      <tbody className="text-ink-soft">
        {taxes.map((tax, at) => (
          <tr key={at}>
            <th scope="row" className="border-line border-t py-1.5 text-left align-top font-normal">
              <span className="text-ink">{taxWords(tax, format)}</span>
              {reasonWords(tax) ? <span className="block text-ink-faint">{reasonWords(tax)}</span> : null}
            </th>
            <td className="tabular border-line border-t py-1.5 pl-4 text-right align-top">
              {format.money(tax.taxable, currency)}
            </td>
            <td className="tabular border-line border-t py-1.5 pl-4 text-right align-top text-ink">
              {format.money(tax.tax, currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
