import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { toast } from '../../ui/toast.tsx';
import { InvoiceEditor } from './invoice-editor.tsx';
import { newInvoice } from './invoice-values.ts';

const route = getRouteApi('/app/invoices/new');

export function InvoiceNew() {
  const { customer_id } = route.useSearch();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.invoices.create.useMutation({
    onSuccess: async (invoice) => {
      await Promise.all([cache.invoices.invalidate(), cache.customers.invalidate(), cache.overview.invalidate()]);
      toast.done('Draft created', invoice.invoice_number);
      await navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } });
    },
  });
  return (
    <InvoiceEditor
      title="New invoice"
      parent={{ label: 'Invoices', link: { to: '/invoices' } }}
      initial={newInvoice(customer_id)}
      submitLabel="Create draft"
      busy={create.isPending}
      error={create.error}
      onSave={create.mutate}
    />
  );
}
