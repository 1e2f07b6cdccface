import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import type { Tenant } from '@revenue/billing-core/tenants';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useRebase } from '../../forms/use-rebase.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { InvoiceEditor, useInvoiceForm } from './editor/invoice-editor.tsx';
import { invoiceValues } from './editor/invoice-values.ts';
import { useInvoiceChange } from './use-invoice-change.ts';

const route = getRouteApi('/app/invoices/$invoiceId/edit');

/** The fields of a draft that can change; what was emptied is cleared. */
const changesOf = (values: CreateInvoice) => ({
  ...(values.issue_date ? { issue_date: values.issue_date } : {}),
  ...(values.due_date ? { due_date: values.due_date } : {}),
  items: values.items,
  percent_off: values.percent_off ?? null,
  amount_off: values.amount_off ?? null,
  ...(values.prices_include_tax === undefined ? {} : { prices_include_tax: values.prices_include_tax }),
  notes: values.notes ?? null,
  terms: values.terms ?? null,
  purchase_order_number: values.purchase_order_number ?? null,
});

function EditDraft({ invoice, tenant }: { invoice: Invoice; tenant: Tenant }) {
  const navigate = useNavigate();
  const page = { to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } } as const;
  const change = useInvoiceChange('Draft saved', () => void navigate(page));
  const cache = trpc.useUtils();
  const form = useInvoiceForm(invoiceValues(invoice), tenant);
  const { base, rebase } = useRebase({
    form,
    record: invoice,
    valuesOf: invoiceValues,
    load: () => cache.invoices.get.fetch({ id: invoice.id }, { staleTime: 0 }),
    onDone: change.reset,
  });
  return (
    <InvoiceEditor
      title={`Edit ${invoice.invoice_number}`}
      parent={{ label: invoice.invoice_number, link: page }}
      tenant={tenant}
      form={form}
      fixedCustomer
      submitLabel="Save draft"
      busy={change.isPending}
      error={change.error}
      rebase={rebase}
      onSave={(values, options) => change.mutate({ id: base.id, version: base.version, ...changesOf(values) }, options)}
    />
  );
}

export function InvoiceEdit() {
  const { invoiceId } = route.useParams();
  const query = trpc.invoices.get.useQuery({ id: invoiceId });
  const tenant = trpc.tenants.current.useQuery();
  const failed = [query, tenant].find(({ error }) => error);
  if (failed) return <ProblemState error={failed.error} onRetry={() => failed.refetch()} />;
  if (!query.data || !tenant.data) return <SkeletonLines lines={8} />;
  if (query.data.status !== 'draft') {
    return (
      <ErrorState
        title="This invoice cannot be edited"
        message="It is final: its content is fixed since it was sent."
      />
    );
  }
  return <EditDraft key={invoiceId} invoice={query.data} tenant={tenant.data} />;
}
