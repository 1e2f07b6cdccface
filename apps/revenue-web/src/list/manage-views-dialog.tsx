import type { SavedView, ViewedList } from '@revenue/billing-core/saved-views';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../api/problem.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';
import { useSavedViews } from './use-saved-views.ts';
import { type Address, showsView, viewSearch } from './view-search.ts';

type Change = { name?: string; shared?: boolean; is_default?: boolean; search?: Record<string, string> };

function useViewChanges() {
  const cache = trpc.useUtils();
  const refresh = { onSettled: () => cache.saved_views.invalidate() };
  const failed = (error: unknown) => toast.failed('The view was not changed', readProblem(error).message);
  const update = trpc.saved_views.update.useMutation({ ...refresh, onError: failed });
  const remove = trpc.saved_views.delete.useMutation({ ...refresh, onError: failed });
  return { update, remove };
}

/** The name is saved when the field is left, or by Enter. */
function ViewName({ view, onRename }: { view: SavedView; onRename: (name: string) => void }) {
  const [name, setName] = useState(view.name);
  const rename = () => (name.trim() && name.trim() !== view.name ? onRename(name.trim()) : setName(view.name));
  return (
    <Field label={`Name of ${view.name}`} hideLabel className="flex-1 basis-48">
      <Input
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === 'Enter' && rename()}
      />
    </Field>
  );
}

function ViewRow({ view, search }: { view: SavedView; search: Address }) {
  const { update, remove } = useViewChanges();
  const change = (changes: Change) => update.mutate({ id: view.id, ...changes });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      {view.mine ? (
        <ViewName key={view.name} view={view} onRename={(name) => change({ name })} />
      ) : (
        <p className="min-w-0 flex-1 basis-48 text-sm">
          <span className="block truncate text-ink">{view.name}</span>
          <span className="text-ink-faint text-xs">shared by {view.owner_name}</span>
        </p>
      )}
      <Checkbox
        label="Opens first"
        checked={view.is_default}
        onChange={(event) => change({ is_default: event.target.checked })}
      />
      {view.mine ? (
        <>
          <Checkbox
            label="Shared"
            checked={view.shared}
            onChange={(event) => change({ shared: event.target.checked })}
          />
          <Button
            size="sm"
            disabled={showsView(search, view.search)}
            onClick={() => change({ search: viewSearch(search) })}
          >
            Set to what is shown
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Delete ${view.name}`}
            busy={remove.isPending}
            icon={<Trash2 aria-hidden />}
            onClick={() => remove.mutate({ id: view.id })}
          />
        </>
      ) : null}
    </li>
  );
}

export function ManageViewsDialog(props: { list: ViewedList; search: Address; onClose: () => void }) {
  const { views } = useSavedViews(props.list);
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && props.onClose()}
      title="Saved views"
      description="Changes hold at once. A view that opens first does so for you alone."
      footer={
        <Button variant="primary" onClick={props.onClose}>
          Done
        </Button>
      }
    >
      {views.length === 0 ? <p className="text-ink-soft text-sm">No view of this list is left.</p> : null}
      <ul className="divide-y divide-line">
        {views.map((view) => (
          <ViewRow key={view.id} view={view} search={props.search} />
        ))}
      </ul>
    </Dialog>
  );
}
