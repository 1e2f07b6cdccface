import type { CreateInvoice } from '@revenue/billing-core/invoices';
import type { Tenant } from '@revenue/billing-core/tenants';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo } from 'react';
import { type FieldErrors, useForm, useWatch } from 'react-hook-form';
import { trpc } from '../../../api/trpc.ts';
import { FormProblem, showFaults } from '../../../forms/form-problem.tsx';
import { TextareaField, TextField } from '../../../forms/text-field.tsx';
import type { Rebase } from '../../../forms/use-rebase.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { defaultTax } from './default-tax.ts';
import { focusLine } from './focus-line.ts';
import { InvoiceHead } from './invoice-head.tsx';
import { invoiceResolver } from './invoice-resolver.ts';
import type { InvoiceFormState, InvoiceValues } from './invoice-values.ts';
import { LineEditor } from './line-editor.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { toFormPath, toWire } from './to-wire.ts';

export type InvoiceEditorProps = {
  title: string;
  parent: { label: string; link: LinkProps };
  form: InvoiceFormState;
  tenant: Tenant;
  /** An invoice that has its number stays with its customer. */
  fixedCustomer?: boolean;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  /** For a record that others may save meanwhile. */
  rebase?: Rebase;
  onSave: (values: CreateInvoice, options: { onError: (error: unknown) => void }) => void;
};

const KEYS =
  'Enter: next line. Shift+Enter: a line between. ↑ ↓: other lines. Alt+↓: catalogue. Ctrl+Shift+Backspace: remove. Ctrl+Enter: save. Rows of a spreadsheet can be pasted.';

/** The first line with a fault may be far out of sight. */
function focusFaultyLine({ items }: FieldErrors<InvoiceValues>) {
  const line = items?.findIndex?.((faults) => faults !== undefined) ?? -1;
  if (line < 0) return;
  const [column = 'description'] = Object.keys(items?.[line] ?? {});
  focusLine(line, column);
}

/** What holds for all lines. */
function WholeInvoice({ form }: { form: InvoiceFormState }) {
  return (
    <div className="mt-4 flex flex-wrap items-start gap-x-6 gap-y-3 border-line border-t pt-4">
      <TextField
        form={form}
        name="discount"
        label="Discount on the invoice"
        placeholder="10 % or 5.00"
        className="w-64"
        optional
      />
      <Checkbox label="Prices contain the tax" className="mt-7 max-sm:mt-0" {...form.register('prices_include_tax')} />
    </div>
  );
}

export function useInvoiceForm(initial: InvoiceValues, { tax_name }: Tenant): InvoiceFormState {
  const resolver = useMemo(() => invoiceResolver(tax_name), [tax_name]);
  return useForm<InvoiceValues, unknown, CreateInvoice>({ resolver, defaultValues: initial });
}

/** One page to write an invoice on, with the document beside it. */
export function InvoiceEditor({
  title,
  parent,
  form,
  tenant,
  fixedCustomer,
  submitLabel,
  busy,
  error,
  rebase,
  onSave,
}: InvoiceEditorProps) {
  const { tax_name } = tenant;
  const customerId = useWatch({ control: form.control, name: 'customer_id' });
  const customer = trpc.customers.get.useQuery({ id: customerId }, { enabled: customerId !== '' });
  const placeOf = (path: string) => toFormPath(path, toWire(form.getValues(), tax_name).lines);
  const submit = form.handleSubmit(
    (values) =>
      onSave(values, {
        onError: (fault) => {
          const [first] = showFaults(form, fault, placeOf);
          const [, line, column] = /^items\.(\d+)\.(\w+)$/.exec(first ?? '') ?? [];
          if (line !== undefined && column !== undefined) focusLine(Number(line), column);
        },
      }),
    focusFaultyLine,
  );
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
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px] 2xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={error} {...(rebase ? { rebase } : {})} />
          <Card title="Invoice">
            <InvoiceHead form={form} customerName={fixedCustomer ? (customer.data?.name ?? '…') : undefined} />
          </Card>
          <Card title="Lines" description={<span className="max-sm:hidden">{KEYS}</span>}>
            <LineEditor form={form} currency={customer.data?.currency} defaultTax={defaultTax(tenant, customer.data)} />
            <WholeInvoice form={form} />
          </Card>
          <Card title="On the document">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField form={form} name="purchase_order_number" label="Order number" optional />
              <TextareaField form={form} name="notes" label="Notes" optional className="sm:col-span-2" />
              <TextareaField form={form} name="terms" label="Terms" rows={2} optional className="sm:col-span-2" />
            </div>
          </Card>
        </div>
        <PreviewPane form={form} customer={customer.data} taxName={tax_name} />
      </div>
    </form>
  );
}
