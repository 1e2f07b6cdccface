import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { ChoiceCards } from '../../../ui/choice-cards.tsx';
import { Field } from '../../../ui/field.tsx';
import { DateInput } from '../../../ui/input.tsx';
import { DeedSheet } from './deed-sheet.tsx';
import { useDeedDone } from './use-deed-done.ts';

type SheetProps = { subscription: Subscription; onClose: () => void };

const settlements = [
  { value: 'none', label: 'They are kept', hint: 'Resumed before the period ends, its days are there to be used.' },
  { value: 'credit', label: 'They become credit', hint: 'It pays the next invoices of the customer by itself.' },
] as const;

/** Nothing is billed for a while. */
export function PauseSheet({ subscription, onClose }: SheetProps) {
  const [settle, setSettle] = useState<'none' | 'credit'>('none');
  const [day, setDay] = useState('');
  const done = useDeedDone('The subscription is paused', onClose);
  const pause = trpc.subscriptions.pause.useMutation({ onSuccess: done });
  const terms = { settle, ...(day === '' ? {} : { resumes_on: day }) };
  return (
    <DeedSheet
      subscription={subscription}
      title={`Pause ${subscription.plan.name} for ${subscription.customer.name}`}
      description="Nothing is billed until it is resumed."
      deed="Pause"
      sent={{ action: 'pause', ...terms }}
      busy={pause.isPending}
      error={pause.error}
      onConfirm={() => pause.mutate({ id: subscription.id, version: subscription.version, ...terms })}
      onClose={onClose}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <ChoiceCards legend="Unused days" value={settle} onChange={setSettle} choices={settlements} />
        <Field label="Resumes by itself" optional hint="Empty means when somebody resumes it.">
          <DateInput value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
      </div>
    </DeedSheet>
  );
}

const periods = [
  { value: 'align', label: 'The boundaries stay', hint: 'First what is left up to the boundary of before.' },
  { value: 'restart', label: 'A new period begins', hint: 'It is counted from today.' },
] as const;

/** It goes on. */
export function ResumeSheet({ subscription, onClose }: SheetProps) {
  const [counted, setCounted] = useState<'align' | 'restart'>('align');
  const done = useDeedDone('The subscription goes on', onClose);
  const resume = trpc.subscriptions.resume.useMutation({ onSuccess: done });
  return (
    <DeedSheet
      subscription={subscription}
      title={`Resume ${subscription.plan.name} for ${subscription.customer.name}`}
      description="It is billed again from today on."
      deed="Resume"
      sent={{ action: 'resume', periods: counted }}
      busy={resume.isPending}
      error={resume.error}
      onConfirm={() => resume.mutate({ id: subscription.id, version: subscription.version, periods: counted })}
      onClose={onClose}
    >
      <ChoiceCards legend="Periods" value={counted} onChange={setCounted} choices={periods} />
    </DeedSheet>
  );
}

/** A cancellation that has not happened yet is taken back; a period that was cut is charged to its end. */
export function UndoCancellationSheet({ subscription, onClose }: SheetProps) {
  const done = useDeedDone('The subscription goes on', onClose);
  const undo = trpc.subscriptions.undo_cancellation.useMutation({ onSuccess: done });
  return (
    <DeedSheet
      subscription={subscription}
      title="Take the cancellation back?"
      description={`${subscription.plan.name} goes on for ${subscription.customer.name}.`}
      deed="Keep it going"
      sent={{ action: 'undo' }}
      busy={undo.isPending}
      error={undo.error}
      onConfirm={() => undo.mutate({ id: subscription.id, version: subscription.version })}
      onClose={onClose}
    />
  );
}
