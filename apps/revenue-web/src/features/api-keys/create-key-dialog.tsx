import { CreateApiKey, ROLES } from '@revenue/billing-core/access';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { humanize } from '../../format/words.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const may: Record<(typeof ROLES)[number], string> = {
  viewer: 'reads',
  support: 'also edits who customers are, nothing in money',
  finance: 'also bills',
  admin: 'also changes settings, catalogue and keys',
  owner: 'may do everything',
};
const roleOptions = ROLES.map((role) => ({ value: role, label: `${humanize(role)}: ${may[role]}` }));
const initial: { name: string; role: string } = { name: '', role: 'finance' };

export function CreateKeyDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const cache = trpc.useUtils();
  const create = trpc.access.create_api_key.useMutation({ onSuccess: () => cache.access.list_api_keys.invalidate() });
  const form = useForm({
    resolver: wireResolver<typeof initial, CreateApiKey>(CreateApiKey, undefined),
    defaultValues: initial,
  });
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  const close = (next: boolean) => {
    onOpenChange(next);
    // The secret leaves memory with the dialog.
    if (!next) {
      create.reset();
      form.reset();
    }
  };
  if (create.data) {
    return (
      <Dialog
        open={open}
        onOpenChange={close}
        title={`Key for ${create.data.name}`}
        footer={
          <Button variant="primary" onClick={() => close(false)}>
            I have copied it
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          <Callout tone="warning" title="Copy the key now">
            Only a hash of it is kept: it cannot be shown again.
          </Callout>
          <div className="rounded-md border border-line-strong bg-sunken px-3 py-2.5">
            <CopyText text={create.data.secret} className="text-ink!" />
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="New API key"
      description="One key for each program that calls the API."
      footer={
        <>
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" form="create-key" variant="primary" busy={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id="create-key" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={create.error} />
        <TextField form={form} name="name" label="Name" placeholder="Usage forwarder" required />
        <SelectField form={form} name="role" label="Role" options={roleOptions} />
      </form>
    </Dialog>
  );
}
