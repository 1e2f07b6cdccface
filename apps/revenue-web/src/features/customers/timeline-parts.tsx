import type { TimelineEntry, TimelinePage } from '@revenue/billing-core/customers';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import type { Format } from '../../format/create-format.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { type Told, toldChange } from '../subscriptions/told-change.ts';
import { actionWords, actorWords, changeWords } from './timeline-words.ts';

function linkOf({ object_type, object_id }: TimelineEntry): LinkProps | null {
  if (object_type === 'invoice') return { to: '/invoices/$invoiceId', params: { invoiceId: object_id } };
  if (object_type === 'credit_note') return { to: '/credit-notes/$creditNoteId', params: { creditNoteId: object_id } };
  if (object_type === 'subscription') {
    return { to: '/subscriptions/$subscriptionId', params: { subscriptionId: object_id } };
  }
  return null;
}

function Label({ entry }: { entry: TimelineEntry }) {
  const link = linkOf(entry);
  if (!entry.label) return null;
  if (!link) return <span className="text-ink-soft">{entry.label}</span>;
  return (
    <Link {...link} className="wrap-anywhere text-accent-ink underline-offset-2 hover:underline">
      {entry.label}
    </Link>
  );
}

function toldOf(entry: TimelineEntry, format: Format): Told {
  if (entry.object_type === 'subscription') return toldChange(entry, format);
  const details = entry.changes.map((change) => changeWords(change, format.date, format.dateTime));
  return { title: actionWords(entry.action), details };
}

/** Of a subscription the sentence says the money itself. */
function Title({ entry, title }: { entry: TimelineEntry; title: string }) {
  if (entry.object_type === 'subscription') {
    return (
      <p className="wrap-anywhere text-ink">
        {entry.label ? (
          <>
            <Label entry={entry} />: {title}
          </>
        ) : (
          title
        )}
      </p>
    );
  }
  return (
    <p className="text-ink">
      {title} <Label entry={entry} />
      {entry.amount !== null && entry.currency !== null ? (
        <span className="text-ink-soft">
          {' '}
          <Money amount={entry.amount} currency={entry.currency} />
        </span>
      ) : null}
    </p>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const format = useFormat();
  const { title, details } = toldOf(entry, format);
  return (
    <li className="relative flex gap-3 pb-3.5 last:pb-0 not-last:before:absolute not-last:before:top-4 not-last:before:bottom-0 not-last:before:left-[3px] not-last:before:w-px not-last:before:bg-line">
      <span aria-hidden className="mt-[7px] size-[7px] shrink-0 rounded-full bg-line-control" />
      <div className="min-w-0 text-sm">
        <Title entry={entry} title={title} />
        {details.map((detail) => (
          <span key={detail} className="wrap-anywhere block text-ink-soft text-xs">
            {detail}
          </span>
        ))}
        <p className="text-ink-faint text-xs">
          <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>, {actorWords(entry.actor)}
        </p>
      </div>
    </li>
  );
}

type Asked = { data: TimelinePage | undefined; error: unknown; refetch: () => void };

/** One page of a timeline, and behind it the next one when asked for. `usePart` asks for the page after a cursor. */
export function TimelineParts(props: { usePart: (cursor: string | undefined) => Asked; cursor?: string }) {
  const { usePart, cursor } = props;
  const [more, setMore] = useState(false);
  const part = usePart(cursor);
  if (part.error) return <ProblemState error={part.error} onRetry={part.refetch} />;
  if (!part.data) return <SkeletonLines lines={5} />;
  const { data, next_cursor } = part.data;
  return (
    <>
      <ol className="flex flex-col">
        {data.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {more && next_cursor ? (
        <div className="pt-3.5">
          <TimelineParts usePart={usePart} cursor={next_cursor} />
        </div>
      ) : null}
      {!more && next_cursor ? (
        <Button size="sm" variant="ghost" className="mt-2" onClick={() => setMore(true)}>
          Show earlier
        </Button>
      ) : null}
    </>
  );
}
