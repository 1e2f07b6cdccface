import { type Job, type JobQueueSummary, JobState } from '@revenue/billing-core/jobs';
import { getRouteApi } from '@tanstack/react-router';
import { ListChecks, SearchX } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { JobSheet } from './job-sheet.tsx';
import { JobStatus } from './job-status.tsx';
import { QueueTable } from './queue-table.tsx';

const route = getRouteApi('/app/jobs');
const refetchInterval = 3000;

function useColumns(onOpen: (job: Job) => void): Column<Job>[] {
  const format = useFormat();
  return [
    {
      id: 'title',
      header: 'Job',
      cell: (job) => (
        <button
          type="button"
          onClick={() => onOpen(job)}
          className="rounded-sm text-left font-medium text-ink after:absolute after:inset-0 hover:text-accent-ink"
        >
          {job.title}
        </button>
      ),
    },
    { id: 'state', header: 'State', cell: (job) => <JobStatus job={job} /> },
    {
      id: 'error',
      header: 'Last error',
      wrap: true,
      from: 'lg',
      cell: (job) => <span className="line-clamp-1 max-w-80 text-danger-ink text-xs">{job.error}</span>,
    },
    {
      id: 'attempts',
      header: 'Retries',
      align: 'end',
      from: 'md',
      cell: (job) => `${format.number(job.attempts)} of ${format.number(job.retry_limit)}`,
    },
    {
      id: 'created',
      header: 'Created',
      align: 'end',
      from: 'sm',
      cell: (job) => <span className="text-ink-soft">{format.dateTimeSeconds(job.created_at)}</span>,
    },
  ];
}

function JobTable({ queues }: { queues: readonly JobQueueSummary[] | undefined }) {
  const search = route.useSearch();
  const state = JobState.safeParse(search.state).data;
  const [open, setOpen] = useState<string | null>(null);
  const jobs = trpc.jobs.list.useQuery(
    { name: search.queue, state, limit: 50 },
    { refetchInterval, placeholderData: (before) => before },
  );
  const columns = useColumns((job) => setOpen(job.id));
  return (
    <>
      <ListToolbar filters={{ queue: search.queue, state: search.state }}>
        <FilterSelect
          label="Any job"
          name="queue"
          value={search.queue}
          options={(queues ?? []).map((queue) => ({ value: queue.name, label: queue.title }))}
        />
        <FilterSelect
          label="Any state"
          name="state"
          value={search.state}
          options={JobState.options.map((value) => ({ value, label: humanize(value) }))}
        />
      </ListToolbar>
      <Card flush title="Jobs" description="The newest 50.">
        {jobs.error ? (
          <ProblemState error={jobs.error} onRetry={() => jobs.refetch()} />
        ) : (
          <DataTable
            caption="Jobs"
            columns={columns}
            rows={jobs.data?.data}
            rowKey={(job) => job.id}
            rowClassName="relative hover:bg-hover"
            empty={
              search.queue || search.state ? (
                <EmptyState icon={SearchX} title="No job matches">
                  Choose another job or state, or clear the filters.
                </EmptyState>
              ) : (
                <EmptyState icon={ListChecks} title="No job yet">
                  Work that takes longer than a click appears here: billing runs, mails, checks. Start a billing run or
                  send an invoice to see the first.
                </EmptyState>
              )
            }
          />
        )}
      </Card>
      <JobSheet job={jobs.data?.data.find((job) => job.id === open)} onClose={() => setOpen(null)} />
    </>
  );
}

export function JobsPage() {
  const queues = trpc.jobs.queues.useQuery({}, { refetchInterval });
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Work done in the background, inside PostgreSQL. What fails is tried again, then waits here."
      />
      {queues.error ? (
        <ProblemState error={queues.error} onRetry={() => queues.refetch()} />
      ) : (
        <QueueTable queues={queues.data?.data} />
      )}
      <JobTable queues={queues.data?.data} />
    </>
  );
}
