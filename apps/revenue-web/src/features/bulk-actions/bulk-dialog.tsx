import type { BulkPreview, ListActionName } from '@revenue/billing-core/bulk-actions';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput, Input } from '../../ui/input.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { type BulkWords, bulkWords } from './bulk-words.ts';

export type BulkDialogProps = {
  action: ListActionName;
  chosen: { ids: string[] } | { filter: Record<string, string | boolean> };
  onClose: () => void;
  onBegun: () => void;
};

/** What would happen, in figures; then whether it shall. Progress and report are shown under the address of the list. */
export function BulkDialog({ action, chosen, onClose, onBegun }: BulkDialogProps) {
  const words = bulkWords[action];
  const { change } = useListAddress();
  const [details, setDetails] = useState<{ void_reason?: string; paid_on?: string }>({});
  const preview = trpc.bulk_actions.preview.useQuery({ action, ...chosen }, { staleTime: 0 });
  const create = trpc.bulk_actions.create.useMutation({
    onSuccess: async ({ id }) => {
      onClose();
      onBegun();
      await change({ bulk: id });
    },
  });
  const going = preview.data?.going ?? 0;
  const ready = going > 0 && (action !== 'void_invoices' || Boolean(details.void_reason?.trim()));
  const begin = () => create.mutate({ action, ...chosen, ...details, expected: preview.data?.matching });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={preview.data ? `${words.verb}: ${counted(going, words.noun)}` : words.verb}
      description={words.effect}
      footer={
        <>
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            variant={words.danger ? 'danger' : 'primary'}
            busy={create.isPending}
            disabled={!ready}
            onClick={begin}
          >
            {words.verb} {going > 0 ? counted(going, words.noun) : ''}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormProblem error={create.error} />
        {preview.error ? <ProblemState error={preview.error} onRetry={() => preview.refetch()} /> : null}
        {preview.data ? <Effect preview={preview.data} words={words} action={action} /> : null}
        {preview.isPending ? <SkeletonLines lines={3} /> : null}
        {action === 'void_invoices' ? (
          <Field label="Reason" required hint="Stands in the audit log beside each number.">
            <Input
              value={details.void_reason ?? ''}
              onChange={(event) => setDetails({ void_reason: event.target.value })}
              onKeyDown={(event) => event.key === 'Enter' && ready && begin()}
            />
          </Field>
        ) : null}
        {action === 'mark_invoices_paid' ? (
          <Field label="Received on" hint="Today where each customer is, unless you say another day.">
            <DateInput
              value={details.paid_on ?? ''}
              onChange={(event) => setDetails(event.target.value ? { paid_on: event.target.value } : {})}
            />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Money first: what those that go come to. Then who stays, and why. */
function Effect({ preview, words, action }: { preview: BulkPreview; words: BulkWords; action: ListActionName }) {
  const format = useFormat();
  const isOwed = action === 'void_invoices' || action === 'mark_invoices_paid';
  return (
    <>
      {preview.sums.length > 0 ? (
        <dl className="divide-y divide-line rounded-lg border border-line px-3">
          {preview.sums.map((sum) => (
            <div key={sum.currency} className="flex items-baseline justify-between gap-4 py-2 text-sm">
              <dt className="text-ink-soft">
                {counted(sum.count, words.noun)} in {sum.currency}
                {isOwed ? `, ${format.money(sum.amount_due, sum.currency)} due` : ''}
              </dt>
              <dd>
                <Money amount={sum.total} currency={sum.currency} className="font-semibold text-base text-ink" />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {preview.going === 0 ? (
        <p className="text-ink text-sm">It cannot be done to any of {counted(preview.matching, words.noun)}.</p>
      ) : null}
      {preview.refused.length > 0 ? (
        <div className="text-sm">
          <p className="text-ink-soft">Left as they are:</p>
          <ul className="list-inside list-disc text-ink-soft">
            {preview.refused.map(({ reason, count }) => (
              <li key={reason}>
                {counted(count, words.noun)}: {reason}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
