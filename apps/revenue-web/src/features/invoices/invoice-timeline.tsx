import type { Invoice, InvoiceLink } from '@revenue/billing-core/invoices';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { useMailsAbout } from '../outbox/use-mails-about.ts';
import { madeWords } from './made-words.ts';
import { mailEvents, sentWords } from './sent-words.ts';

/** What has happened to the invoice, newest first. */
export function InvoiceTimeline({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  const mails = useMailsAbout(invoice.id);
  const link = trpc.invoices.link.useQuery({ id: invoice.id });
  const events = [
    { at: invoice.created_at, what: madeWords(invoice) },
    { at: invoice.finalized_at, what: 'Finalised: its content cannot change any more' },
    { at: invoice.sent_at, what: sentWords(mails.data?.data) },
    { at: link.data?.first_viewed_at ?? null, what: 'Seen on its public page' },
    { at: lastSeen(link.data), what: 'Last seen on its public page' },
    { at: invoice.paid_at, what: 'Paid in full' },
    { at: invoice.voided_at, what: 'Voided' },
    ...mailEvents(mails.data?.data),
  ]
    .flatMap(({ at, what }) => (at === null ? [] : [{ at, what }]))
    .reverse()
    .sort((left, right) => right.at.localeCompare(left.at));
  return (
    <Card title="Timeline">
      <ol className="flex flex-col">
        {events.map((event) => (
          <li
            key={`${event.at} ${event.what}`}
            className="relative flex gap-3 pb-3.5 last:pb-0 not-last:before:absolute not-last:before:top-4 not-last:before:bottom-0 not-last:before:left-[3px] not-last:before:w-px not-last:before:bg-line"
          >
            <span aria-hidden className="mt-[7px] size-[7px] shrink-0 rounded-full bg-line-control" />
            <span className="text-sm">
              <span className="block text-ink">{event.what}</span>
              <time dateTime={event.at} className="block text-ink-faint text-xs">
                {format.dateTime(event.at)}
              </time>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Once seen is said once. */
function lastSeen(link: InvoiceLink | undefined): string | null {
  return link && link.visits > 1 ? link.last_viewed_at : null;
}
