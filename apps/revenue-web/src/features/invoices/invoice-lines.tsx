import type { Invoice, InvoiceItem } from '@revenue/billing-core/invoices';
import { Fragment, useId, useState } from 'react';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { DerivationTable } from './explain/derivation-table.tsx';
import { explainItem } from './explain/explain-item.ts';
import { HowButton } from './explain/how-button.tsx';
import { taxWords } from './explain/tax-words.ts';
import { InvoiceTotals } from './invoice-totals.tsx';
import { TaxTable } from './tax-table.tsx';

const cell = 'border-line border-t px-3 py-2.5 align-top first:pl-4 last:pr-4';

function UnitPrice({ item, currency }: { item: InvoiceItem; currency: string }) {
  const format = useFormat();
  return item.unit_price === null ? (
    // Of a part of a period there is no one price either.
    <span className="text-ink-faint">
      {item.derivation.steps.some(({ operation }) => operation === 'slice') ? 'in tiers' : '–'}
    </span>
  ) : (
    format.unitPrice(item.unit_price, currency)
  );
}

/** What comes off the amount and on top of it. */
function Beside({ item, currency }: { item: InvoiceItem; currency: string }) {
  const format = useFormat();
  const parts = [
    ...(item.discount === 0 ? [] : [`−${format.money(item.discount, currency)} discount`]),
    ...item.taxes.map((tax) => taxWords(tax, format)),
  ];
  return parts.map((part, at) => (
    <span key={at} className="tabular block text-ink-faint text-xs">
      {part}
    </span>
  ));
}

/** One line of the invoice, and below it, when asked for, how its amount came about. */
function Line({ item, invoice }: { item: InvoiceItem; invoice: Invoice }) {
  const { currency } = invoice;
  const [open, setOpen] = useState(false);
  const id = useId();
  const format = useFormat();
  return (
    <Fragment>
      <tr>
        <th scope="row" className={cx(cell, 'text-left font-normal')}>
          <span className="block font-medium text-ink">{item.description}</span>
          {item.service_period ? (
            <span className="block text-ink-faint text-xs">
              {item.amount < 0 ? 'Given back, ' : ''}
              {format.period(item.service_period.start, item.service_period.end)}
            </span>
          ) : null}
          <HowButton open={open} onToggle={() => setOpen(!open)} controls={id} />
        </th>
        <td className={cx(cell, 'tabular text-right max-sm:hidden')}>{format.number(item.quantity)}</td>
        <td className={cx(cell, 'tabular text-right max-sm:hidden')}>
          <UnitPrice item={item} currency={currency} />
        </td>
        <td className={cx(cell, 'text-right')}>
          <Money amount={item.amount} currency={currency} />
          <Beside item={item} currency={currency} />
        </td>
      </tr>
      {open ? (
        <tr id={id}>
          <td colSpan={4} className="px-4 pb-4">
            <div className="animate-fade-in rounded-md bg-sunken px-3.5 py-3">
              <DerivationTable
                rows={explainItem(item, invoice, format)}
                caption={`How ${format.money(item.amount, currency)} was calculated`}
              />
            </div>
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const head = 'h-9 px-3 font-medium text-ink-faint text-xs first:pl-4 last:pr-4';
  return (
    <Card flush title="Lines">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Lines of {invoice.invoice_number}</caption>
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'text-left')}>
              Description
            </th>
            <th scope="col" className={cx(head, 'text-right max-sm:hidden')}>
              Quantity
            </th>
            <th scope="col" className={cx(head, 'text-right max-sm:hidden')}>
              Unit price
            </th>
            <th scope="col" className={cx(head, 'text-right')}>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.items.map((item) => (
            <Line key={item.id} item={item} invoice={invoice} />
          ))}
        </tbody>
      </table>
      <div className="grid gap-x-8 border-line-strong border-t px-4 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,340px)]">
        <TaxTable taxes={invoice.taxes} currency={invoice.currency} />
        <InvoiceTotals invoice={invoice} />
      </div>
    </Card>
  );
}
