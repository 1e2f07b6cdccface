import { CreateInvoice, type InvoicePreview } from '@revenue/billing-core/invoices';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { TextareaField, TextField } from '../../forms/text-field.tsx';
import { replaceBlanks, wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { DocumentPreview } from './document-preview.tsx';
import { InvoiceHead } from './invoice-head.tsx';
import type { InvoiceFormState, InvoiceValues } from './invoice-values.ts';
import { LineEditor } from './line-editor.tsx';

export type InvoiceEditorProps = {
  title: string;
  parent: { label: string; link: LinkProps };
  initial: InvoiceValues;
  /** An invoice that has its number stays with its customer. */
  fixedCustomer?: boolean;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  onSave: (values: CreateInvoice, options: { onError: (error: unknown) => void }) => void;
};

/** What the server would make of the form as it stands; nothing while it is not complete enough to ask. */
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

/** One page to write an invoice on, with the document beside it. */
export function InvoiceEditor({
  title,
  parent,
  initial,
  fixedCustomer,
  submitLabel,
  busy,
  error,
  onSave,
}: InvoiceEditorProps) {
  const form = useForm({
    resolver: wireResolver<InvoiceValues, CreateInvoice>(CreateInvoice, undefined),
    defaultValues: initial,
  });
  const customerId = form.watch('customer_id');
  const customer = trpc.customers.get.useQuery({ id: customerId }, { enabled: customerId !== '' });
  const { preview, error: previewError } = usePreview(form);
  const currency = customer.data?.currency ?? preview?.currency;
  const submit = form.handleSubmit((values) => onSave(values, { onError: (fault) => showFaults(form, fault) }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <PageHeader
        title={title}
        parent={parent}
        actions={
          <>
            <Button asChild>
              <Link {...parent.link}>Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={busy}>
              {submitLabel}
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={error} />
          <Card title="Invoice">
            <InvoiceHead form={form} customerName={fixedCustomer ? (customer.data?.name ?? '…') : undefined} />
          </Card>
          <Card title="Lines" description="Enter: next line. Ctrl+Backspace: remove the line. Ctrl+Enter: save.">
            <LineEditor form={form} currency={currency} />
          </Card>
          <Card title="On the document">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField form={form} name="purchase_order_number" label="Order number" optional />
              <TextareaField form={form} name="notes" label="Notes" optional className="sm:col-span-2" />
            </div>
          </Card>
        </div>
        <DocumentPreview preview={preview} customer={customer.data} error={previewError} notes={form.watch('notes')} />
      </div>
    </form>
  );
}
