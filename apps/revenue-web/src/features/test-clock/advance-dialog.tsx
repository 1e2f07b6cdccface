import type { AdvanceClock, TestClock } from '@revenue/billing-core/test-clocks';
import { addDays } from '@revenue/billing-core/time';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput } from '../../ui/input.tsx';

type Choice = 'day' | 'week' | 'month' | 'renewal' | 'date';

/** How far. The way itself is the worker's; what it comes to is shown as it goes on. */
export function AdvanceDialog({
  clock,
  onClose,
  onBegun,
}: {
  clock: TestClock;
  onClose: () => void;
  onBegun: () => void;
}) {
  const [choice, setChoice] = useState<Choice>(clock.next_renewal_at ? 'renewal' : 'week');
  const [date, setDate] = useState('');
  const cache = trpc.useUtils();
  const advance = trpc.test_clock.advance.useMutation({
    onSuccess: (begun) => {
      cache.test_clock.get.setData({}, begun);
      onBegun();
    },
  });
  const input = inputOf(choice, date);
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title="Advance time"
      description="What falls due on the way happens in its order: runs bill, invoices go out, reminders are written, subscriptions renew or end."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={advance.isPending}
            disabled={input === null}
            onClick={() => input && advance.mutate(input)}
          >
            Advance
          </Button>
        </>
      }
    >
      <form
        id="advance"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (input) advance.mutate(input);
        }}
      >
        <Choices clock={clock} choice={choice} onChoose={setChoice} />
        {choice === 'date' ? (
          <Field label="Day" required hint="Its beginning, in the time zone of the company.">
            <DateInput
              value={date}
              min={addDays(clock.today, 1)}
              onChange={(event) => setDate(event.target.value)}
              autoFocus
            />
          </Field>
        ) : null}
        <FormProblem error={advance.error} />
        <p className="text-ink-soft text-xs">
          A clock never goes back. Mails that are written on the way are kept in the outbox and sent to nobody.
        </p>
      </form>
      <Return clock={clock} onClose={onClose} />
    </Dialog>
  );
}

function inputOf(choice: Choice, date: string): AdvanceClock | null {
  if (choice === 'day') return { days: 1 };
  if (choice === 'week') return { days: 7 };
  if (choice === 'month') return { days: 30 };
  if (choice === 'renewal') return { until: 'next_renewal' };
  return date === '' ? null : { to: date };
}

function Choices({
  clock,
  choice,
  onChoose,
}: {
  clock: TestClock;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}) {
  const format = useFormat();
  const { today, next_renewal_at } = clock;
  const choices: { value: Choice; label: string; detail: string; disabled?: boolean }[] = [
    {
      value: 'renewal',
      label: 'To the next renewal',
      detail: next_renewal_at ? format.dateTime(next_renewal_at) : 'no subscription will be billed',
      disabled: next_renewal_at === null,
    },
    { value: 'day', label: 'One day', detail: format.date(addDays(today, 1)) },
    { value: 'week', label: 'One week', detail: format.date(addDays(today, 7)) },
    { value: 'month', label: '30 days', detail: format.date(addDays(today, 30)) },
    { value: 'date', label: 'To a day', detail: 'of your choice' },
  ];
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="sr-only">How far</legend>
      {choices.map(({ value, label, detail, disabled }) => (
        <label
          key={value}
          className={cx(
            'flex items-baseline gap-2.5 rounded-md border px-3 py-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus',
            disabled ? 'border-line text-ink-faint' : 'cursor-pointer hover:bg-hover',
            choice === value ? 'border-accent bg-accent-soft' : 'border-line',
          )}
        >
          <input
            type="radio"
            name="how-far"
            className="translate-y-0.5 accent-accent"
            checked={choice === value}
            disabled={disabled}
            onChange={() => onChoose(value)}
          />
          <span className="font-medium text-ink">{label}</span>
          <span className="ml-auto text-ink-soft text-xs">{detail}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Back to real time, where nothing lies in the future; else when that will be. */
function Return({ clock, onClose }: { clock: TestClock; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const remove = trpc.test_clock.remove.useMutation({
    onSuccess: async () => {
      await cache.invalidate();
      onClose();
    },
  });
  if (!clock.is_own) return null;
  return (
    <div className="mt-3 border-line border-t pt-3 text-ink-soft text-xs">
      <FormProblem error={remove.error} />
      {clock.may_return ? (
        <p>
          Real time has caught up.{' '}
          <Button variant="link" className="text-xs" busy={remove.isPending} onClick={() => remove.mutate({})}>
            Go back to real time
          </Button>
        </p>
      ) : (
        <p>It can go back to real time once {format.dateTime(clock.now)} has come: what has happened stays.</p>
      )}
    </div>
  );
}
