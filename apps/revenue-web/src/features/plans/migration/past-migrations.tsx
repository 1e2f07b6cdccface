import type { PlanMigration } from '@revenue/billing-core/catalog';
import { useState } from 'react';
import { readProblem } from '../../../api/problem.ts';
import { trpc } from '../../../api/trpc.ts';
import { Status } from '../../../format/status.tsx';
import { useFormat } from '../../../format/use-format.ts';
import { counted, humanize } from '../../../format/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { DataTable } from '../../../ui/data-table.tsx';

const isMoving = ({ status }: PlanMigration) => status === 'pending' || status === 'running' || status === 'failed';
const canUndo = (migration: PlanMigration) =>
  !isMoving(migration) && migration.undoes === null && migration.undone_by === null && migration.done > 0;

function UndoDialog(props: {
  planId: string;
  migration: PlanMigration | null;
  onClose: () => void;
  onBegun: (id: string) => void;
}) {
  const { planId, migration, onClose, onBegun } = props;
  const cache = trpc.useUtils();
  const undo = trpc.plans.undo_migration.useMutation({
    onSuccess: async (begun) => {
      await cache.plans.migrations.invalidate();
      onBegun(begun.id);
    },
  });
  return (
    <ConfirmDialog
      open={migration !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Take the migration back"
      confirmLabel="Take it back"
      busy={undo.isPending}
      onConfirm={() => migration && undo.mutate({ id: planId, migration_id: migration.id })}
    >
      <p>
        {counted(migration?.done ?? 0, 'subscription')} go on with version {migration?.from_version}. Those that are
        billed for version {migration?.to_version} already stay on it and are named.
      </p>
      {undo.error ? <Callout tone="danger" title={readProblem(undo.error).message} /> : null}
    </ConfirmDialog>
  );
}

/** The migrations of a plan: how far each is, what became of it, and the way back. */
export function PastMigrations({ planId, onShow }: { planId: string; onShow: (id: string) => void }) {
  const format = useFormat();
  const [undoing, setUndoing] = useState<PlanMigration | null>(null);
  const migrations = trpc.plans.migrations.useQuery(
    { id: planId },
    { refetchInterval: ({ state }) => (state.data?.data.some(isMoving) ? 1500 : false) },
  );
  if (!migrations.data || migrations.data.data.length === 0) return null;
  return (
    <Card flush title="Migrations">
      <DataTable
        caption="Migrations"
        rows={migrations.data.data}
        rowKey={({ id }) => id}
        essentials={({ status }) => humanize(status)}
        columns={[
          {
            id: 'what',
            header: 'From, to',
            cell: ({ undoes, from_version, to_version }) =>
              `${undoes ? 'Back: ' : ''}version ${from_version} to ${to_version}`,
          },
          { id: 'status', header: 'State', from: 'sm', cell: ({ status }) => <Status status={status} /> },
          { id: 'done', header: 'Moved', align: 'end', cell: ({ done, items_total }) => `${done} of ${items_total}` },
          { id: 'by', header: 'By', from: 'lg', cell: ({ requested_by }) => requested_by },
          { id: 'at', header: 'Asked for', from: 'md', cell: ({ created_at }) => format.dateTime(created_at) },
          {
            id: 'actions',
            header: '',
            align: 'end',
            cell: (migration) => (
              <span className="flex justify-end gap-2">
                {canUndo(migration) ? (
                  <Button size="sm" onClick={() => setUndoing(migration)}>
                    Take back…
                  </Button>
                ) : null}
                <Button size="sm" variant="ghost" className="max-sm:px-1" onClick={() => onShow(migration.id)}>
                  Show
                </Button>
              </span>
            ),
          },
        ]}
      />
      <UndoDialog
        planId={planId}
        migration={undoing}
        onClose={() => setUndoing(null)}
        onBegun={(id) => {
          setUndoing(null);
          onShow(id);
        }}
      />
    </Card>
  );
}
