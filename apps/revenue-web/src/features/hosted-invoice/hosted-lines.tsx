import type { HostedInvoice } from '@revenue/billing-core/invoices';
import type { DocumentSay } from '@revenue/billing-core/languages';
import type { Format } from '../../format/create-format.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';
import { useSay } from './use-say.ts';

type Item = HostedInvoice['items'][number];

const head = 'border-line-strong border-b py-2 pl-4 font-medium text-ink-faint text-xs first:pl-0';
const cell = 'border-line border-b py-2.5 pl-4 align-top first:pl-0';

export function HostedLines({ invoice }: { invoice: HostedInvoice }) {
  const say = useSay();
  const hasTaxes = invoice.items.some((item) => item.tax_percents.length > 0);
  return (
    <table className="mt-7 w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{say('lines_of', { number: invoice.invoice_number })}</caption>
      <thead>
        <tr>
          <th scope="col" className={cx(head, 'text-left')}>
            {say('description')}
          </th>
          <th scope="col" className={cx(head, 'text-right max-sm:hidden')}>
            {say('quantity')}
          </th>
          <th scope="col" className={cx(head, 'text-right max-sm:hidden')}>
            {say('unit_price')}
          </th>
          {hasTaxes ? (
            <th scope="col" className={cx(head, 'text-right max-sm:hidden')}>
              {say('tax')}
            </th>
          ) : null}
          <th scope="col" className={cx(head, 'text-right')}>
            {say('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {invoice.items.map((item, index) => (
          <Line key={index} item={item} currency={invoice.currency} hasTaxes={hasTaxes} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ item, currency, hasTaxes }: { item: Item; currency: string; hasTaxes: boolean }) {
  const format = useFormat();
  const say = useSay();
  const price = item.unit_price === null ? null : format.unitPrice(item.unit_price, currency);
  const quantity = format.number(item.quantity);
  const tax = item.tax_percents.map((percent) => `${format.number(percent)} %`).join(' + ');
  return (
    <tr>
      <th scope="row" className={cx(cell, 'text-left font-normal')}>
        <span className="block break-words text-ink">{item.description}</span>
        {notesOf(item, currency, format, say).map((note, index) => (
          <span key={index} className="block text-ink-faint text-xs">
            {note}
          </span>
        ))}
        <span className="tabular block text-ink-faint text-xs sm:hidden">
          {[price === null ? quantity : `${quantity} × ${price}`, tax].filter(Boolean).join(' · ')}
        </span>
      </th>
      <td className={cx(cell, 'tabular whitespace-nowrap text-right max-sm:hidden')}>{quantity}</td>
      <td className={cx(cell, 'tabular whitespace-nowrap text-right max-sm:hidden')}>{price ?? ''}</td>
      {hasTaxes ? <td className={cx(cell, 'tabular whitespace-nowrap text-right max-sm:hidden')}>{tax}</td> : null}
      <td className={cx(cell, 'text-right text-ink')}>
        <Money amount={item.amount} currency={currency} />
      </td>
    </tr>
  );
}

function notesOf(item: Item, currency: string, format: Format, say: DocumentSay): string[] {
  const { service_period: period, details, discount } = item;
  return [
    ...(period ? [format.period(period.start, period.end)] : []),
    ...details,
    ...(discount === 0 ? [] : [say('line_discount', { amount: format.money(-discount, currency) })]),
  ];
}
