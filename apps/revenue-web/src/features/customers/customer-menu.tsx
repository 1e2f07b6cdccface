import type { CustomerDetail } from '@revenue/billing-core/customers';
import { useNavigate } from '@tanstack/react-router';
import { Ban, DoorClosed, Ellipsis, Network, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { counted } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { useStatusChange } from './use-status-change.ts';

export function CustomerMenu({ customer }: { customer: CustomerDetail }) {
  const [deleting, setDeleting] = useState(false);
  const [closing, setClosing] = useState(false);
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const { changeStatus } = useStatusChange(customer);
  const remove = trpc.customers.delete.useMutation({
    onSuccess: async () => {
      toast.done('Customer deleted', customer.name);
      await navigate({ to: '/customers' });
      await cache.customers.list.invalidate();
    },
  });
  return (
    <>
      <Menu trigger={<Button size="icon" aria-label="More actions" icon={<Ellipsis aria-hidden />} />}>
        {customer.status === 'active' ? (
          <MenuItem icon={<Ban aria-hidden />} onSelect={() => changeStatus('suspended')}>
            Suspend
          </MenuItem>
        ) : (
          <MenuItem icon={<RotateCcw aria-hidden />} onSelect={() => changeStatus('active')}>
            Make active again
          </MenuItem>
        )}
        {customer.status === 'closed' ? null : (
          <MenuItem
            icon={<Network aria-hidden />}
            onSelect={() => navigate({ to: '/customers/new', search: { parent_id: customer.id } })}
          >
            Add a child account
          </MenuItem>
        )}
        {customer.status === 'closed' ? null : (
          <MenuItem icon={<DoorClosed aria-hidden />} onSelect={() => setClosing(true)}>
            Close…
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(true)}>
          Delete…
        </MenuItem>
      </Menu>
      {closing ? <CloseDialog customer={customer} onClose={() => setClosing(false)} /> : null}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${customer.name}?`}
        confirmLabel="Delete customer"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id: customer.id })}
      >
        <p>
          The customer leaves every list; its {counted(customer.counts.invoices, 'invoice')} stay
          {customer.counts.invoices === 1 ? 's' : ''} in the books. While something is owed or subscribed it cannot be
          deleted. Deleted customers can be restored from the list.
        </p>
        <FormProblem error={remove.error} />
      </ConfirmDialog>
    </>
  );
}
