import type { Invoice } from '@revenue/billing-core/invoices';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';

/** Whether it has periods of subscriptions that no other invoice bills. */
export const hasPeriods = (invoice: Invoice) =>
  invoice.items.some((item) => item.subscription_item_id !== null && !item.released);

export function BillAgainDialog({ invoice, open, onClose }: { invoice: Invoice; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const format = useFormat();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const isVoid = invoice.status === 'void';
  const again = trpc.billing_runs.bill_again.useMutation({
    onSuccess: async (made) => {
      await cache.invoices.invalidate();
      onClose();
      toast.done(`${made.invoice_number} bills the periods again`, format.money(made.total, made.currency));
      await navigate({ to: '/invoices/$invoiceId', params: { invoiceId: made.id } });
    },
    // It may be void by now, whatever came after that.
    onError: () => cache.invoices.invalidate(),
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={
        isVoid
          ? `Bill the periods of ${invoice.invoice_number} again?`
          : `Void ${invoice.invoice_number} and bill again?`
      }
      confirmLabel={isVoid ? 'Bill again' : `Void ${format.money(invoice.total, invoice.currency)} and bill again`}
      danger={!isVoid}
      busy={again.isPending}
      onConfirm={() =>
        again.mutate({ id: invoice.id, ...(isVoid ? {} : { version: invoice.version, void_reason: reason }) })
      }
    >
      <p>
        A new draft bills the same items and periods, with the prices and the usage of now. Lines added by hand are not
        repeated.{isVoid ? '' : ' This invoice keeps its number and stays in the books as void; this cannot be undone.'}
      </p>
      {isVoid ? null : (
        <Field label="Reason" required>
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} />
        </Field>
      )}
      <FormProblem error={again.error} />
    </ConfirmDialog>
  );
}
