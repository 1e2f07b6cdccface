import type { Subscription } from '@revenue/billing-core/subscriptions';
import { ExternalId, Metadata } from '@revenue/billing-core/wire';
import { Plus, Trash2 } from 'lucide-react';
import { type Resolver, type UseFormReturn, useFieldArray, useForm } from 'react-hook-form';
import { z } from 'zod';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { type MetadataRow, metadataOf, metadataRows } from './metadata-rows.ts';

type Values = { external_id: string; metadata: MetadataRow[] };
const Changes = z.object({ external_id: ExternalId.nullable(), metadata: Metadata });
type Changes = z.output<typeof Changes>;

const check = wireResolver<Values, Changes>(Changes, null);
const resolver: Resolver<Values, unknown, Changes> = (values, context, options) =>
  check({ ...values, metadata: metadataOf(values.metadata) } as unknown as Values, context, options);

const valuesOf = ({ external_id, metadata }: Subscription): Values => ({
  external_id: external_id ?? '',
  metadata: metadataRows(metadata),
});

function MetadataFields({ form }: { form: UseFormReturn<Values, unknown, Changes> }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'metadata' });
  return (
    <fieldset className="mt-5">
      <legend className="font-medium text-ink text-sm">Metadata</legend>
      <p className="mb-2 text-ink-faint text-xs">Your own data, kept and returned as it is.</p>
      <div className="flex flex-col gap-2">
        {fields.map((field, at) => (
          <div key={field.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_auto] gap-2">
            <TextField form={form} name={`metadata.${at}.name`} label={`Name ${at + 1}`} hideLabel placeholder="Name" />
            <TextField
              form={form}
              name={`metadata.${at}.text`}
              label={`Value ${at + 1}`}
              hideLabel
              placeholder="Value"
            />
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Remove pair ${at + 1}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => remove(at)}
            />
          </div>
        ))}
      </div>
      <Button
        size="sm"
        className="mt-2"
        icon={<Plus aria-hidden />}
        onClick={() => append({ name: '', text: '' }, { focusName: `metadata.${fields.length}.name` })}
      >
        Add a pair
      </Button>
    </fieldset>
  );
}

/** What a subscription is called, which changes nothing that is billed. */
export function EditSubscriptionSheet({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const cache = trpc.useUtils();
  const update = trpc.subscriptions.update.useMutation({
    onSuccess: async () => {
      toast.done('Subscription saved');
      onClose();
      await cache.subscriptions.invalidate();
    },
  });
  const form = useForm<Values, unknown, Changes>({ resolver, defaultValues: valuesOf(subscription) });
  const { base, rebase } = useRebase({
    form,
    record: subscription,
    valuesOf,
    load: () => cache.subscriptions.get.fetch({ id: subscription.id }, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((changes) =>
    update.mutate({ ...changes, id: base.id, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit the subscription"
      description="What it is called; nothing that is billed changes."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="edit-subscription" variant="primary" busy={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="edit-subscription" onSubmit={submit} noValidate>
        <FormProblem error={update.error} rebase={rebase} />
        <TextField form={form} name="external_id" label="Your own id" optional />
        <MetadataFields form={form} />
      </form>
    </Sheet>
  );
}
