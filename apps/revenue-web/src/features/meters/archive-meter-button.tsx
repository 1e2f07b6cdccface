import type { Meter } from '@revenue/billing-core/catalog';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function ArchiveMeterButton({ meter }: { meter: Meter }) {
  const [asking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const archive = trpc.meters.archive.useMutation({
    onSuccess: async () => {
      toast.done('Meter archived', meter.name);
      setAsking(false);
      await cache.meters.invalidate();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={`Archive ${meter.name}`} onClick={() => setAsking(true)}>
        Archive
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Archive ${meter.name}?`}
        confirmLabel="Archive meter"
        danger
        busy={archive.isPending}
        onConfirm={() => archive.mutate({ id: meter.id })}
      >
        <p>
          Records that name <code>{meter.code}</code> are refused from then on. What was measured stays and is still
          billed.
        </p>
        <FormProblem error={archive.error} />
      </ConfirmDialog>
    </>
  );
}
