import { CreateSavedView, type ViewedList } from '@revenue/billing-core/saved-views';
import { useForm } from 'react-hook-form';
import { trpc } from '../api/trpc.ts';
import { FormProblem, showFaults } from '../forms/form-problem.tsx';
import { TextField } from '../forms/text-field.tsx';
import { wireResolver } from '../forms/wire-resolver.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { type Address, viewSearch } from './view-search.ts';

const Details = CreateSavedView.pick({ name: true, shared: true, is_default: true });
type Values = { name: string; shared: boolean; is_default: boolean };

export function SaveViewDialog({ list, search, onClose }: { list: ViewedList; search: Address; onClose: () => void }) {
  const cache = trpc.useUtils();
  const create = trpc.saved_views.create.useMutation({
    onSuccess: async (view) => {
      await cache.saved_views.invalidate();
      toast.done('View saved', view.name);
      onClose();
    },
  });
  const form = useForm<Values, unknown, Values>({
    resolver: wireResolver<Values, Values>(Details, undefined),
    defaultValues: { name: '', shared: false, is_default: false },
  });
  const submit = form.handleSubmit((values) =>
    create.mutate({ ...values, list, search: viewSearch(search) }, { onError: (error) => showFaults(form, error) }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save this view"
      description="The tab, the filters, the order and the columns that are shown now, under a name."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="save-view" variant="primary" busy={create.isPending}>
            Save view
          </Button>
        </>
      }
    >
      <form id="save-view" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={create.error} />
        <TextField form={form} name="name" label="Name" placeholder="Overdue in euros" required />
        <Checkbox
          label="Open the list in it"
          hint="When you come from the navigation. Yours alone."
          {...form.register('is_default')}
        />
        <Checkbox
          label="Share with everybody"
          hint="All members see it; you alone can change it."
          {...form.register('shared')}
        />
      </form>
    </Dialog>
  );
}
