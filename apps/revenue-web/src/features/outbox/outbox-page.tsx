import { type MailCounts, MailStatus, type MailSummary } from '@revenue/billing-core/mails';
import { getRouteApi } from '@tanstack/react-router';
import { Mail as MailIcon, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { ExportButton } from '../../list/export-button.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { tabCount } from '../../list/tab-count.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { MailSheet } from './mail-sheet.tsx';
import { mailStatus, mailStatusWord } from './mail-status.ts';

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
      cell: (mail) => <span className="text-ink-soft">{mail.transport ? humanize(mail.transport) : '–'}</span>,
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

type TabsProps = {
  status: MailStatus | undefined;
  counts: MailCounts | undefined;
  q: string | undefined;
  kept: boolean;
};

function StatusTabs({ status, counts, q, kept }: TabsProps) {
  // What is always there, and what wants somebody when there is any.
  const shown = MailStatus.options.filter(
    (word) => ['queued', 'sent', 'failed'].includes(word) || word === status || (counts?.[word] ?? 0) > 0,
  );
  const tabs = (['all', ...shown] as const).map((word) => ({
    id: word,
    label: word === 'sent' && kept ? 'Sent or kept' : humanize(word === 'all' ? word : mailStatusWord(word)),
    count: tabCount(counts?.[word]),
    link: { to: '/outbox', search: { q, status: word === 'all' ? undefined : word } } as const,
  }));
  return <TabLinks label="Mails by status" tabs={tabs} current={status ?? 'all'} />;
}

/** Why mails that look sent were sent to nobody. */
function KeptNotes({ kept, ahead }: { kept: boolean | undefined; ahead: boolean | undefined }) {
  if (!kept && !ahead) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {kept ? (
        <Callout title="Mails are kept here and not sent to anybody">
          This server has no mail service yet. Name one with RESEND_API_KEY, or SMTP_HOST and its companions, and mails
          leave.
        </Callout>
      ) : null}
      {ahead ? (
        <Callout title="Mails of a test clock are kept here and sent to nobody">
          They were written at a time that is not real. What is sent again while the clock stands there is kept as well.
        </Callout>
      ) : null}
    </div>
  );
}

export function OutboxPage() {
  const search = route.useSearch();
  const { cursor, mail, q } = search;
  const status = MailStatus.options.find((word) => word === search.status);
  const navigate = route.useNavigate();
  const columns = useColumns();
  const counts = trpc.mails.counts.useQuery({ q }, { placeholderData: (before) => before, refetchInterval: 4000 });
  const mails = trpc.mails.list.useQuery(
    { q, status, cursor, limit: 25 },
    { placeholderData: (before) => before, refetchInterval: 4000 },
  );
  const kept = mails.data?.data.some((row) => row.transport === 'outbox');
  const ahead = mails.data?.data.some((row) => row.transport === 'test_clock');
  return (
    <>
      <PageHeader title="Outbox" description="Every mail that was written, to whom, and how it went." />
      <KeptNotes kept={kept} ahead={ahead} />
      <StatusTabs status={status} counts={counts.data} q={q} kept={(kept || ahead) ?? false} />
      <ListToolbar
        filters={{}}
        end={
          <ListEnd list="outbox" search={search} columns={columns}>
            <ExportButton
              files={[{ path: '/mails.csv', label: 'mails' }]}
              query={{ q, status }}
              count={counts.data?.[status ?? 'all']}
            />
          </ListEnd>
        }
      >
        <SearchBox value={q} placeholder="Search subject or address" />
      </ListToolbar>
      <Card flush>
        {mails.error ? (
          <ProblemState error={mails.error} onRetry={() => mails.refetch()} />
        ) : (
          <DataTable
            caption="Mails"
            columns={shownColumns(columns, search.columns)}
            rows={mails.data?.data}
            rowKey={(row) => row.id}
            rowLink={(row) => ({ to: '/outbox', search: { ...search, mail: row.id } })}
            empty={
              q || status || cursor ? (
                <EmptyState icon={SearchX} title="No mail matches">
                  Change the search or choose another tab.
                </EmptyState>
              ) : (
                <EmptyState icon={MailIcon} title="No mail was written yet">
                  Sending an invoice writes the first one.
                </EmptyState>
              )
            }
          />
        )}
        <ListPages shown={mails.data?.data.length} noun="mail" cursor={cursor} nextCursor={mails.data?.next_cursor} />
      </Card>
      {mail ? <MailSheet id={mail} onClose={() => navigate({ search: { ...search, mail: undefined } })} /> : null}
    </>
  );
}
