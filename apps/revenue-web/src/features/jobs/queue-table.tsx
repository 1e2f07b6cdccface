import type { JobQueueSummary } from '@revenue/billing-core/jobs';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { cronWords } from './cron-words.ts';

export function QueueTable({ queues }: { queues: readonly JobQueueSummary[] | undefined }) {
  const format = useFormat();
  const count = (value: number, alarming = false) => (
    <span className={value === 0 ? 'text-ink-faint' : alarming ? 'font-medium text-danger-ink' : 'text-ink'}>
      {format.number(value)}
    </span>
  );
  const columns: Column<JobQueueSummary>[] = [
    {
      id: 'title',
      header: 'Queue',
      cell: (queue) => (
        <>
          <span className="block font-medium">{queue.title}</span>
          <code className="block text-2xs text-ink-faint">{queue.name}</code>
        </>
      ),
    },
    {
      id: 'schedule',
      header: 'Schedule',
      from: 'md',
      cell: (queue) => (
        <span className="text-ink-soft">
          {queue.schedule ? cronWords(queue.schedule) : 'When something asks for it'}
        </span>
      ),
    },
    { id: 'waiting', header: 'Waiting', align: 'end', cell: (queue) => count(queue.waiting) },
    { id: 'active', header: 'Running', align: 'end', from: 'sm', cell: (queue) => count(queue.active) },
    { id: 'completed', header: 'Done', align: 'end', from: 'sm', cell: (queue) => count(queue.completed) },
    { id: 'failed', header: 'Failed', align: 'end', cell: (queue) => count(queue.failed, true) },
  ];
  return (
    <Card flush title="Queues and schedules">
      <DataTable caption="Queues" columns={columns} rows={queues} rowKey={(queue) => queue.name} skeletonRows={6} />
    </Card>
  );
}
