import type { Tenant } from '@revenue/billing-core/tenants';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { InvoiceEditor, useInvoiceForm } from './editor/invoice-editor.tsx';
import { newInvoice } from './editor/invoice-values.ts';

const route = getRouteApi('/app/invoices/new');

function NewInvoice({ tenant }: { tenant: Tenant }) {
  const { customer_id } = route.useSearch();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const form = useInvoiceForm(newInvoice(customer_id, tenant), tenant);
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
      tenant={tenant}
      form={form}
      submitLabel="Create draft"
      busy={create.isPending}
      error={create.error}
      onSave={create.mutate}
    />
  );
}

export function InvoiceNew() {
  const tenant = trpc.tenants.current.useQuery();
  if (tenant.error) return <ProblemState error={tenant.error} onRetry={() => tenant.refetch()} />;
  if (!tenant.data) return <SkeletonLines lines={8} />;
  return <NewInvoice tenant={tenant.data} />;
}
