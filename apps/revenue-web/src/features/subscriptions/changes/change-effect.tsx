import type { Subscription, SubscriptionChangePreview } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { Money } from '../../../format/money.tsx';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { HowButton } from '../../invoices/explain/how-button.tsx';
import { PlannedLines } from '../planned-lines.tsx';
import { itemPrice } from '../subscription-items.tsx';
import { changesDraft, sumOfNotes } from './effect-words.ts';

type Preview = SubscriptionChangePreview;

function ItemList({ title, of }: { title: string; of: Pick<Subscription, 'items' | 'plan'> }) {
  const format = useFormat();
  return (
    <div className="min-w-0 rounded-md border border-line px-3 py-2">
      <h4 className="text-ink-faint text-xs">{title}</h4>
      <p className="wrap-anywhere font-medium text-ink text-sm">{of.plan.name}</p>
      <ul className="mt-1">
        {of.items.map((item) => (
          <li key={item.id} className="flex flex-wrap justify-between gap-x-3 text-xs">
            <span className="text-ink-soft">{item.name}</span>
            <span className="tabular text-ink">{itemPrice(item, of.plan.currency, format)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The old and the new, side by side. */
export function BeforeAndAfter({ subscription, preview }: { subscription: Subscription; preview: Preview }) {
  const format = useFormat();
  const { subscription_after, effective_on, when } = preview;
  const after =
    when === 'period_end' ? (subscription_after.scheduled_change ?? subscription_after) : subscription_after;
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <ItemList title="Now" of={subscription} />
      <ItemList title={`From ${format.date(effective_on)}`} of={after} />
    </div>
  );
}

/** What is charged and what is given back, line by line. */
function Lines({ preview }: { preview: Preview }) {
  const format = useFormat();
  if (preview.lines.length === 0) return null;
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">What is charged and given back</caption>
      <tbody>
        {preview.lines.map((line, at) => (
          <tr key={at}>
            <th scope="row" className="border-line border-b py-1.5 text-left align-top font-normal">
              <span className="text-ink">{line.description}</span>
              <span className="block text-ink-faint text-xs">
                {line.type === 'credit' ? 'Given back, ' : ''}
                {format.period(line.service_period.start, line.service_period.end)}
                {line.quantity === 1 ? '' : ` · quantity ${format.number(line.quantity)}`}
              </span>
            </th>
            <td className="border-line border-b py-1.5 text-right align-top">
              <Money amount={line.amount} currency={preview.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where the money goes, one sentence each. */
function moneySentences(preview: Preview, format: ReturnType<typeof useFormat>): string[] {
  const { currency, lines, invoice, credit_notes, refund, account_credit, waits, net } = preview;
  const then = preview.when === 'now' ? 'now' : `on ${format.date(preview.effective_on)}`;
  const money = (amount: number) => format.money(amount, currency);
  const noted = sumOfNotes(preview, (note) => note.credited_total);
  const offset = sumOfNotes(preview, (note) => note.amount_offset);
  return [
    ...(lines.length === 0 ? ['Nothing is charged or given back now.'] : []),
    ...(invoice && !changesDraft(preview) ? [`${money(invoice.total)} is invoiced ${then}, tax included.`] : []),
    ...(invoice && changesDraft(preview) ? [`The draft invoice becomes ${money(invoice.total)}, tax included.`] : []),
    ...(waits ? [`${money(net)} before tax waits for the next invoice.`] : []),
    ...(noted > 0
      ? [`${money(noted)} is credited ${then} by ${counted(credit_notes.length, 'credit note')}, tax included.`]
      : []),
    ...(offset > 0 ? [`${money(offset)} of it comes off what is still owed.`] : []),
    ...(refund > 0 ? [`${money(refund)} is paid back.`] : []),
    ...(account_credit > 0 ? [`${money(account_credit)} becomes account credit, which pays the next invoices.`] : []),
  ];
}

function Working({ label, invoice }: { label: string; invoice: NonNullable<Preview['invoice']> }) {
  const [open, setOpen] = useState(false);
  const id = label.replaceAll(' ', '-');
  return (
    <div>
      <HowButton open={open} onToggle={() => setOpen(!open)} controls={id}>
        {label}
      </HowButton>
      {open ? (
        <div id={id} className="mt-1 rounded-md border border-line px-3 py-1">
          <PlannedLines invoice={invoice} />
        </div>
      ) : null}
    </div>
  );
}

/** A pause ends; an end does not. */
const noInvoice = (status: Subscription['status']) =>
  status === 'paused' ? 'No invoice follows until it is resumed.' : 'No other invoice follows.';

/** What a deed comes to, as the server has found out by doing it and taking it back. */
export function ChangeEffect({ preview }: { preview: Preview }) {
  const format = useFormat();
  const { invoice, next_invoice, subscription_after } = preview;
  return (
    <div className="flex flex-col gap-2">
      <Lines preview={preview} />
      <ul className="text-ink text-sm">
        {moneySentences(preview, format).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li className="text-ink-soft">
          {next_invoice
            ? `The next invoice is ${format.money(next_invoice.total, next_invoice.currency)}, made ${format.dayOf(next_invoice.bills_at, subscription_after.time_zone)}.`
            : noInvoice(subscription_after.status)}
        </li>
      </ul>
      {invoice ? <Working label="Show the invoice" invoice={invoice} /> : null}
      {next_invoice ? <Working label="Show the next invoice" invoice={next_invoice} /> : null}
    </div>
  );
}
