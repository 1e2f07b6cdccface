import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';

export function HoldDialog({
  customer,
  open,
  onClose,
}: {
  customer: { customer_id: string; customer_name: string };
  open: boolean;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const cache = trpc.useUtils();
  const hold = trpc.billing_runs.hold.useMutation({
    onSuccess: async () => {
      await cache.billing_runs.invalidate();
      toast.done(`${customer.customer_name} is held back`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Hold ${customer.customer_name} back?`}
      confirmLabel="Hold back"
      busy={hold.isPending}
      onConfirm={() => hold.mutate({ customer_id: customer.customer_id, reason })}
    >
      <p>
        No run bills the customer until somebody releases it. Its periods stay due and are billed then, each with its
        own days.
      </p>
      <Field label="Reason" required>
        <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} />
      </Field>
      <FormProblem error={hold.error} />
    </ConfirmDialog>
  );
}
