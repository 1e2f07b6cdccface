import type { TestClock } from '@revenue/billing-core/test-clocks';
import { FastForward } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { AdvanceDialog } from './advance-dialog.tsx';
import { AdvanceSheet } from './advance-sheet.tsx';
import { progressOf } from './clock-progress.ts';
import { useRefreshWhenMoved, useTestClock } from './use-test-clock.ts';

/** In test mode, above every page: what time it is for the company, and the way on. */
export function ClockStrip() {
  const { is_test, clock, may_advance } = useTestClock();
  const [open, setOpen] = useState<'advance' | 'report' | null>(null);
  useRefreshWhenMoved(clock);
  if (!is_test) return null;
  const advance = clock?.advance;
  const isMoving = advance?.status === 'running';
  return (
    <section
      aria-label="Time of the test company"
      className="border-line border-b bg-warning-soft px-4 py-1.5 text-sm text-warning-ink sm:px-6"
    >
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 max-sm:basis-full">
          <span className="font-semibold">Test mode.</span> <Standing clock={clock} />
        </p>
        {advance ? (
          <Button size="sm" variant="ghost" className="text-warning-ink" onClick={() => setOpen('report')}>
            {isMoving ? 'Show' : 'What happened'}
          </Button>
        ) : null}
        {may_advance && clock && !isMoving ? (
          <Button size="sm" icon={<FastForward aria-hidden />} onClick={() => setOpen('advance')}>
            Advance time
          </Button>
        ) : null}
      </div>
      {advance && isMoving ? (
        <div className="pb-1">
          <Progress label="Way of the clock" {...progressOf(advance)} />
        </div>
      ) : null}
      {clock && open === 'advance' ? (
        <AdvanceDialog clock={clock} onClose={() => setOpen(null)} onBegun={() => setOpen('report')} />
      ) : null}
      {clock?.advance && open === 'report' ? (
        <AdvanceSheet clock={clock} advance={clock.advance} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  );
}

function Standing({ clock }: { clock: TestClock | undefined }) {
  const format = useFormat();
  if (!clock) return null;
  const { advance } = clock;
  if (advance?.status === 'running') {
    return (
      <span aria-live="polite">
        Its clock is at {format.dateTime(advance.reached)}, on its way to {format.dateTime(advance.target)}.
      </span>
    );
  }
  if (!clock.is_own) return <>Its time is real: {format.dateTime(clock.now)}.</>;
  return (
    <>
      Its clock stands at <strong className="font-semibold">{format.dateTime(clock.now)}</strong>. Mails are kept, not
      sent.
    </>
  );
}
