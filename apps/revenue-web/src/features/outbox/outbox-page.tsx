import type { MailSummary } from '@revenue/billing-core/mails';
import { getRouteApi } from '@tanstack/react-router';
import { Mail as MailIcon } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { MailSheet } from './mail-sheet.tsx';
import { mailStatus } from './mail-status.ts';

const route = getRouteApi('/app/outbox');

function useColumns(): Column<MailSummary>[] {
  const format = useFormat();
  return [
    {
      id: 'subject',
      header: 'Subject',
      wrap: true,
      cell: (mail) => (
        <>
          <span className="line-clamp-2 sm:line-clamp-1">{mail.subject}</span>
          <span className="line-clamp-1 font-normal text-ink-soft text-xs md:hidden">{mail.to_address}</span>
        </>
      ),
    },
    { id: 'to', header: 'To', from: 'md', cell: (mail) => <span className="text-ink-soft">{mail.to_address}</span> },
    { id: 'status', header: 'Status', cell: (mail) => <Status {...mailStatus(mail)} /> },
    {
      id: 'by',
      header: 'By',
      from: 'lg',
      cell: (mail) => <span className="text-ink-soft">{mail.transport ?? '–'}</span>,
    },
    {
      id: 'created',
      header: 'Written',
      align: 'end',
      from: 'sm',
      cell: (mail) => <span className="text-ink-soft">{format.dateTime(mail.created_at)}</span>,
    },
  ];
}

export function OutboxPage() {
  const { cursor, mail } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useColumns();
  const mails = trpc.mails.list.useQuery(
    { cursor, limit: 25 },
    { placeholderData: (before) => before, refetchInterval: 4000 },
  );
  const kept = mails.data?.data.some((row) => row.transport === 'outbox');
  return (
    <>
      <PageHeader title="Outbox" description="Every mail that was written, to whom, and how it went." />
      {kept ? (
        <div className="mb-4">
          <Callout title="Mails are kept here and not sent to anybody">
            This server has no mail service yet. Name one with RESEND_API_KEY, or SMTP_HOST and its companions, and
            mails leave.
          </Callout>
        </div>
      ) : null}
      <Card flush>
        {mails.error ? (
          <ProblemState error={mails.error} onRetry={() => mails.refetch()} />
        ) : (
          <DataTable
            caption="Mails"
            columns={columns}
            rows={mails.data?.data}
            rowKey={(row) => row.id}
            rowLink={(row) => ({ to: '/outbox', search: { cursor, mail: row.id } })}
            empty={
              <EmptyState icon={MailIcon} title="No mail was written yet">
                Sending an invoice writes the first one.
              </EmptyState>
            }
          />
        )}
        <ListPages shown={mails.data?.data.length} noun="mail" cursor={cursor} nextCursor={mails.data?.next_cursor} />
      </Card>
      {mail ? <MailSheet id={mail} onClose={() => navigate({ search: { cursor } })} /> : null}
    </>
  );
}
