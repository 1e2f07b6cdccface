import type { Job, JobState } from '@revenue/billing-core/jobs';
import { Badge, type Tone } from '../../ui/badge.tsx';

const words: Record<JobState, { label: string; tone: Tone }> = {
  created: { label: 'Waiting', tone: 'neutral' },
  retry: { label: 'Will be tried again', tone: 'warning' },
  active: { label: 'Running', tone: 'info' },
  completed: { label: 'Done', tone: 'success' },
  cancelled: { label: 'Canceled', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'danger' },
};

export function JobStatus({ job }: { job: Job }) {
  const { label, tone } = words[job.state];
  return (
    <Badge dot tone={tone}>
      {label}
    </Badge>
  );
}
