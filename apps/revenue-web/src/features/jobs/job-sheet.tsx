import type { Job } from '@revenue/billing-core/jobs';
import { CircleStop, RotateCw } from 'lucide-react';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { JobStatus } from './job-status.tsx';

function useJobActions() {
  const cache = trpc.useUtils();
  const onSuccess = () => cache.jobs.invalidate();
  const retry = trpc.jobs.retry.useMutation({
    onSuccess,
    onError: (error) => toast.failed('The job was not tried again', readProblem(error).message),
  });
  const cancel = trpc.jobs.cancel.useMutation({
    onSuccess,
    onError: (error) => toast.failed('The job was not canceled', readProblem(error).message),
  });
  return { retry, cancel };
}

function JobFacts({ job }: { job: Job }) {
  const format = useFormat();
  const when = (instant: string | null) => (instant ? format.dateTimeSeconds(instant) : null);
  const items = [
    { label: 'State', value: <JobStatus job={job} /> },
    { label: 'Retries', value: `${format.number(job.attempts)} of ${format.number(job.retry_limit)}` },
    { label: 'Created', value: when(job.created_at) },
    { label: 'Started', value: when(job.started_at) },
    { label: 'Finished', value: when(job.finished_at) },
    { label: 'Next attempt', value: when(job.next_attempt_at) },
    { label: 'Id', value: <CopyText text={job.id} /> },
  ];
  return <DescriptionList items={items} />;
}

export function JobSheet({ job, onClose }: { job: Job | undefined; onClose: () => void }) {
  const { retry, cancel } = useJobActions();
  if (!job) return null;
  const canCancel = job.state === 'created' || job.state === 'retry';
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={job.title}
      description={job.name}
      footer={
        canCancel ? (
          <Button
            busy={cancel.isPending}
            onClick={() => cancel.mutate({ id: job.id })}
            icon={<CircleStop aria-hidden />}
          >
            Cancel the job
          </Button>
        ) : job.state === 'failed' ? (
          <Button
            variant="primary"
            busy={retry.isPending}
            onClick={() => retry.mutate({ id: job.id })}
            icon={<RotateCw aria-hidden />}
          >
            Try again
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-4">
        {job.error ? (
          <Callout tone="danger" title="Why the last attempt failed">
            <span className="break-words font-mono text-xs">{job.error}</span>
          </Callout>
        ) : null}
        <JobFacts job={job} />
        <div>
          <h3 className="mb-1 font-medium text-ink-faint text-xs">What it was asked to do</h3>
          <pre className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-ink text-xs">
            {JSON.stringify(job.payload, null, 2)}
          </pre>
        </div>
      </div>
    </Sheet>
  );
}
