import { CreateInvoice, type InvoicePreview } from '@revenue/billing-core/invoices';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { TextareaField, TextField } from '../../forms/text-field.tsx';
import { replaceBlanks, wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { DocumentPreview } from './document-preview.tsx';
import { InvoiceHead } from './invoice-head.tsx';
import { emptyItem, type InvoiceFormState, type InvoiceValues } from './invoice-values.ts';
import { LineEditor } from './line-editor.tsx';

const route = getRouteApi('/app/invoices/new');

/** What the server would make of the form as it stands; null while it is not complete enough to ask. */
function usePreview(form: InvoiceFormState): { preview: InvoicePreview | undefined; error: unknown } {
  const values = useDelayed(useWatch({ control: form.control }), 250);
  const items = (values.items ?? []).filter((item) => item.description && item.unit_price);
  const parsed = CreateInvoice.safeParse(replaceBlanks({ ...values, items }, undefined));
  const preview = trpc.invoices.preview.useQuery(parsed.data as never, {
    enabled: parsed.success,
    placeholderData: (before) => before,
    retry: false,
  });
  return { preview: preview.data, error: parsed.success ? preview.error : null };
}

export function InvoiceNew() {
  const { customer_id } = route.useSearch();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const form = useForm({
    resolver: wireResolver<InvoiceValues, CreateInvoice>(CreateInvoice, undefined),
    defaultValues: {
      customer_id: customer_id ?? '',
      issue_date: '',
      due_date: '',
      purchase_order_number: '',
      notes: '',
      items: [emptyItem],
    },
  });
  const create = trpc.invoices.create.useMutation({
    onSuccess: async (invoice) => {
      await cache.invoices.invalidate();
      toast.done('Draft created', invoice.invoice_number);
      await navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } });
    },
  });
  const { preview, error } = usePreview(form);
  const customer = trpc.customers.get.useQuery(
    { id: form.watch('customer_id') },
    { enabled: form.watch('customer_id') !== '' },
  );
  const currency = customer.data?.currency ?? preview?.currency;
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (fault) => showFaults(form, fault) }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <PageHeader
        title="New invoice"
        parent={{ label: 'Invoices', link: { to: '/invoices' } }}
        actions={
          <>
            <Button asChild>
              <Link to="/invoices">Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={create.isPending}>
              Create draft
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={create.error} />
          <Card title="Invoice">
            <InvoiceHead form={form} />
          </Card>
          <Card
            title="Lines"
            description="Enter: next line. Ctrl+Backspace: remove the line. Ctrl+Enter: create the draft."
          >
            <LineEditor form={form} currency={currency} />
          </Card>
          <Card title="On the document">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField form={form} name="purchase_order_number" label="Order number" optional />
              <TextareaField form={form} name="notes" label="Notes" optional className="sm:col-span-2" />
            </div>
          </Card>
        </div>
        <DocumentPreview preview={preview} customer={customer.data} error={error} notes={form.watch('notes')} />
      </div>
    </form>
  );
}
