import { Badge, type Tone } from '../ui/badge.tsx';
import { humanize } from './words.ts';

/** One colour for one meaning, over all kinds of things: green is done well, amber asks to look, red is wrong. */
const tones: Record<string, Tone> = {
  active: 'success',
  paid: 'success',
  completed: 'success',
  sent: 'info',
  trialing: 'info',
  running: 'info',
  advancing: 'info',
  sending: 'info',
  outcome_unknown: 'warning',
  retry: 'warning',
  awaiting_approval: 'warning',
  overdue: 'danger',
  failed: 'danger',
  past_due: 'danger',
  uncollectible: 'danger',
  suspended: 'warning',
  paused: 'warning',
  incomplete: 'warning',
};

export function Status({ status, tone }: { status: string; tone?: Tone }) {
  return (
    <Badge dot tone={tone ?? tones[status] ?? 'neutral'}>
      {humanize(status)}
    </Badge>
  );
}
