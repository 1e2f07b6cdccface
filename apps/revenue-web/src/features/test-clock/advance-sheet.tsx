import type { ClockAdvance, TestClock } from '@revenue/billing-core/test-clocks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { progressOf } from './clock-progress.ts';
import { happenedWords } from './happened-words.ts';

/** How far the clock is, and what happened on the way, with the way to each. */
export function AdvanceSheet({
  clock,
  advance,
  onClose,
}: {
  clock: TestClock;
  advance: ClockAdvance;
  onClose: () => void;
}) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const stop = trpc.test_clock.stop.useMutation({ onSettled: () => cache.test_clock.invalidate() });
  const isMoving = advance.status === 'running';
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={`From ${format.dayOf(advance.from)} to ${format.dayOf(isMoving ? advance.target : advance.reached)}`}
      description={`Asked for by ${advance.requested_by}`}
      footer={
        <>
          {isMoving ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate({})}>
              Stop here
            </Button>
          ) : null}
          <Button variant="primary" onClick={onClose}>
            {isMoving ? 'Go on in the background' : 'Close'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-3">
          <Status status={advance.status === 'running' ? 'advancing' : advance.status} />
          <p className="text-ink-soft text-sm" aria-live="polite">
            {isMoving ? `At ${format.dateTime(advance.reached)}` : `It is ${format.dateTime(clock.now)} now`}
          </p>
        </div>
        {isMoving ? <Progress label="Way of the clock" {...progressOf(advance)} /> : null}
        <FormProblem error={stop.error} />
        <Ending advance={advance} />
        <Happened advance={advance} onFollow={onClose} />
      </div>
    </Sheet>
  );
}

function Ending({ advance }: { advance: ClockAdvance }) {
  const format = useFormat();
  if (advance.status === 'stopped') {
    return (
      <Callout tone="warning" title={`Stopped before ${format.dateTime(advance.target)}`}>
        What happened until then stays. Advance the clock again to go on.
      </Callout>
    );
  }
  if (advance.status !== 'failed') return null;
  return (
    <Callout tone="danger" title="The clock could not go on">
      {advance.failure} Look at Jobs, then advance the clock again to go on from here.
    </Callout>
  );
}

const link = 'rounded-sm font-medium text-accent-ink hover:underline';

function Happened({ advance, onFollow }: { advance: ClockAdvance; onFollow: () => void }) {
  const format = useFormat();
  const words = happenedWords(advance.happened);
  if (words.length === 0) {
    return (
      <p className="text-ink-soft text-sm">
        {advance.status === 'running' ? 'Nothing has fallen due so far.' : 'Nothing fell due on the way.'}
      </p>
    );
  }
  const range = { from: advance.from.slice(0, 10), to: advance.reached.slice(0, 10) };
  return (
    <>
      <Section title="What happened">
        <ul className="flex flex-col gap-0.5 text-ink text-sm">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
          {advance.invoiced.map(({ currency, total, invoices }) => (
            <li key={currency}>
              <span className="font-semibold">{format.money(total, currency)}</span> on{' '}
              {invoices === 1 ? 'one invoice' : `${format.number(invoices)} invoices`}
            </li>
          ))}
        </ul>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <Link to="/invoices" search={range} onClick={onFollow} className={link}>
            Invoices of these days
          </Link>
          <Link to="/outbox" onClick={onFollow} className={link}>
            Outbox
          </Link>
          <Link to="/billing-runs" onClick={onFollow} className={link}>
            Billing runs
          </Link>
        </p>
      </Section>
      <Latest advance={advance} onFollow={onFollow} />
    </>
  );
}

function Latest({ advance, onFollow }: { advance: ClockAdvance; onFollow: () => void }) {
  const format = useFormat();
  return (
    <>
      {advance.invoices.length > 0 ? (
        <Section title="Latest invoices">
          <ul className="divide-y divide-line">
            {advance.invoices.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
                <Link to="/invoices/$invoiceId" params={{ invoiceId: one.id }} onClick={onFollow} className={link}>
                  {one.invoice_number}
                </Link>
                <span className="min-w-0 flex-1 truncate text-ink-soft">{one.customer_name}</span>
                <Status status={one.status} />
                <span className="tabular text-ink">{format.money(one.total, one.currency)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {advance.subscriptions.length > 0 ? (
        <Section title="Latest subscriptions">
          <ul className="divide-y divide-line">
            {advance.subscriptions.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
                <Link
                  to="/subscriptions/$subscriptionId"
                  params={{ subscriptionId: one.id }}
                  onClick={onFollow}
                  className={link}
                >
                  {one.customer_name}
                </Link>
                <span className="min-w-0 flex-1 truncate text-ink-soft">{one.plan_name}</span>
                <span className="text-ink-soft">{one.event.replace('subscription.', '').replaceAll('_', ' ')}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-ink text-sm">{title}</h3>
      {children}
    </section>
  );
}
