import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';

/** The mails about this invoice; each opens in the outbox. */
export function InvoiceMails({ invoiceId }: { invoiceId: string }) {
  const format = useFormat();
  const mails = trpc.mails.list.useQuery(
    { object_id: invoiceId, limit: 10 },
    { refetchInterval: ({ state }) => (state.data?.data.some((mail) => mail.status === 'queued') ? 1500 : false) },
  );
  if (!mails.data || mails.data.data.length === 0) return null;
  return (
    <Card title="Mails">
      <ul className="flex flex-col gap-2">
        {mails.data.data.map((mail) => (
          <li key={mail.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Status status={mail.status} />
            <Link
              to="/outbox"
              search={{ mail: mail.id }}
              className="min-w-0 flex-1 truncate rounded-sm text-accent-ink hover:underline"
            >
              {mail.subject}
            </Link>
            <span className="text-ink-faint text-xs">{format.dateTime(mail.created_at)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
