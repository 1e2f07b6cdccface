import type { InvoicePreview } from '@revenue/billing-core/invoices';
import { useId, useState } from 'react';
import type { Format } from '../../format/create-format.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { DerivationTable } from '../invoices/explain/derivation-table.tsx';
import { explainItem } from '../invoices/explain/explain-item.ts';
import { HowButton } from '../invoices/explain/how-button.tsx';
import { PreviewTotals } from '../invoices/preview-totals.tsx';

type Item = InvoicePreview['items'][number];

/** '3 × $9.90'; in tiers, and of a part of a period, there is no one price. */
function quantityWords({ quantity, unit_price }: Item, currency: string, format: Format): string {
  if (unit_price === null) return `quantity ${format.number(quantity)}`;
  return quantity === 1 ? '' : `${format.number(quantity)} × ${format.unitPrice(unit_price, currency)}`;
}

function PlannedLine({ item, currency }: { item: Item; currency: string }) {
  const [open, setOpen] = useState(false);
  const format = useFormat();
  const id = useId();
  const quantity = quantityWords(item, currency, format);
  const terms = { currency, percent_off: null, amount_off: null };
  return (
    <li className="py-2">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <span className="wrap-anywhere min-w-0 font-medium text-ink">{item.description}</span>
        <Money amount={item.amount} currency={currency} className="text-ink" />
      </div>
      <p className="tabular text-ink-faint text-xs">
        {[
          item.service_period ? format.period(item.service_period.start, item.service_period.end) : '',
          quantity,
          item.discount ? `${format.money(-item.discount, currency)} discount` : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <HowButton open={open} onToggle={() => setOpen(!open)} controls={id} />
      {open ? (
        <div id={id} className="mt-2 animate-fade-in rounded-md bg-sunken px-3.5 py-3">
          <DerivationTable
            rows={explainItem(item, terms, format)}
            caption={`How ${format.money(item.amount, currency)} was calculated`}
          />
        </div>
      ) : null}
    </li>
  );
}

/** The lines of an invoice that is not made yet, each with its working, and what they come to. */
export function PlannedLines({ invoice }: { invoice: InvoicePreview }) {
  return (
    <>
      <ul className="divide-y divide-line">
        {invoice.items.map((item, at) => (
          <PlannedLine key={at} item={item} currency={invoice.currency} />
        ))}
      </ul>
      <PreviewTotals preview={invoice} className="mt-1 text-ink-soft text-sm" />
    </>
  );
}
