import type { InvoiceTax } from '@revenue/billing-core/invoices';
import { useFormat } from '../../format/use-format.ts';
import { reasonWords, taxWords } from './explain/tax-words.ts';

type TaxShown = Omit<InvoiceTax, 'category'>;

/** The taxes of an invoice, a row for each rate: what it is on, and what it comes to. */
export function TaxTable({ taxes, currency }: { taxes: readonly TaxShown[]; currency: string }) {
  const format = useFormat();
  if (taxes.length === 0) return null;
  return (
    <table className="h-min w-full max-w-md border-separate border-spacing-0 text-xs max-sm:mb-3">
      <caption className="sr-only">Taxes by rate</caption>
      <thead>
        <tr className="text-ink-faint">
          <th scope="col" className="py-1 text-left font-medium">
            Tax
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-medium">
            On
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-medium">
            Comes to
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
