import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { InvoiceEditor } from './invoice-editor.tsx';
import { invoiceValues } from './invoice-values.ts';
import { useInvoiceChange } from './use-invoice-change.ts';

const route = getRouteApi('/app/invoices/$invoiceId/edit');

/** The fields of a draft that can change; what was emptied is cleared. */
const changesOf = ({ issue_date, due_date, items, notes, purchase_order_number }: CreateInvoice) => ({
  ...(issue_date ? { issue_date } : {}),
  ...(due_date ? { due_date } : {}),
  items,
  notes: notes ?? null,
  purchase_order_number: purchase_order_number ?? null,
});

function EditDraft({ invoice }: { invoice: Invoice }) {
  const navigate = useNavigate();
  const page = { to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } } as const;
  const change = useInvoiceChange('Draft saved', () => void navigate(page));
  return (
    <InvoiceEditor
      title={`Edit ${invoice.invoice_number}`}
      parent={{ label: invoice.invoice_number, link: page }}
      initial={invoiceValues(invoice)}
      fixedCustomer
      submitLabel="Save draft"
      busy={change.isPending}
      error={change.error}
      onSave={(values, options) =>
        change.mutate({ id: invoice.id, version: invoice.version, ...changesOf(values) }, options)
      }
    />
  );
}

export function InvoiceEdit() {
  const { invoiceId } = route.useParams();
  const query = trpc.invoices.get.useQuery({ id: invoiceId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={8} />;
  if (query.data.status !== 'draft') {
    return (
      <ErrorState
        title="This invoice cannot be edited"
        message="It is final: its content is fixed since it was sent."
      />
    );
  }
  return <EditDraft key={query.data.version} invoice={query.data} />;
}
