import { toNestErrors } from '@hookform/resolvers';
import { CreateCreditNote } from '@revenue/billing-core/credit-notes';
import type { Tenant } from '@revenue/billing-core/tenants';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FieldError, type Resolver, useController, useForm, useWatch } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { DateField } from '../../forms/date-field.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { fieldParts, SelectField, TextareaField, TextField } from '../../forms/text-field.tsx';
import { missing } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import { defaultTax } from '../invoices/editor/default-tax.ts';
import type { InvoiceFormState } from '../invoices/editor/invoice-values.ts';
import { LineEditor } from '../invoices/editor/line-editor.tsx';
import { toFormPath } from '../invoices/editor/to-wire.ts';
import { CreditEffect } from './credit-effect.tsx';
import { newStandalone, type StandaloneFormState, type StandaloneValues, sentStandalone } from './standalone-values.ts';
import { useIssueCreditNote } from './use-issue-credit-note.ts';

const route = getRouteApi('/app/credit-notes/new');

const dispositions = [
  { value: 'account_credit', label: 'To account credit' },
  { value: 'refund', label: 'Back to the customer' },
];

function resolverOf(taxName: string | null): Resolver<StandaloneValues, unknown, CreateCreditNote> {
  return async (values, _context, options) => {
    const { sent, lines } = sentStandalone(values, taxName);
    const parsed = CreateCreditNote.safeParse(sent, { error: missing });
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    // The schema looks at whom to credit only when all else is right.
    if (values.customer_id === '') errors.customer_id = { type: 'wire', message: 'Choose whom to credit.' };
    for (const { path, message } of parsed.error.issues) {
      if (path[0] !== 'invoice_id') errors[toFormPath(path.join('.'), lines)] ??= { type: 'wire', message };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}

/** What the server would make of the form; it does not wait for the reason. */
function usePreview(form: StandaloneFormState, taxName: string | null) {
  const values = useDelayed(useWatch({ control: form.control }), 250) as StandaloneValues;
  const { sent } = sentStandalone({ ...values, reason: values.reason || '–' }, taxName);
  const parsed = CreateCreditNote.safeParse(sent);
  const preview = trpc.credit_notes.preview.useQuery(parsed.data as never, { enabled: parsed.success, retry: false });
  return parsed.success ? { preview: preview.data, error: preview.error } : { preview: undefined, error: null };
}

function Head({ form }: { form: StandaloneFormState }) {
  const { field } = useController({ control: form.control, name: 'customer_id' });
  const label = { form, name: 'customer_id', label: 'Customer', className: 'sm:col-span-2', required: true } as const;
  return (
    <Card title="Credit note">
      <div className="grid gap-4 sm:grid-cols-4">
        <Field {...fieldParts(label)}>
          <CustomerCombobox value={field.value || undefined} onChange={(id) => field.onChange(id ?? '')} />
        </Field>
        <SelectField form={form} name="disposition" label="The money goes" options={dispositions} />
        <DateField form={form} name="issue_date" label="Issued" hint="Empty means today." />
        <TextField
          form={form}
          name="reason"
          label="Reason"
          required
          hint="Stands on the document."
          className="sm:col-span-4"
        />
      </div>
    </Card>
  );
}

function StandaloneForm({ tenant }: { tenant: Tenant }) {
  const format = useFormat();
  const { customer_id } = route.useSearch();
  const form: StandaloneFormState = useForm<StandaloneValues, unknown, CreateCreditNote>({
    resolver: resolverOf(tenant.tax_name),
    defaultValues: newStandalone(customer_id),
  });
  const chosen = useWatch({ control: form.control, name: 'customer_id' });
  const customer = trpc.customers.get.useQuery({ id: chosen }, { enabled: chosen !== '' });
  const { preview, error } = usePreview(form, tenant.tax_name);
  const issue = useIssueCreditNote();
  const placeOf = (path: string) => toFormPath(path, sentStandalone(form.getValues(), tenant.tax_name).lines);
  const submit = form.handleSubmit((values) =>
    issue.mutate(values, { onError: (fault) => showFaults(form, fault, placeOf) }),
  );
  const amount = preview ? ` ${format.money(preview.credited_total, preview.currency)}` : '';
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New credit note"
        description="For money that belongs to no invoice here. To take an invoice back, open it and choose Credit."
        parent={{ label: 'Credit notes', link: { to: '/credit-notes' } }}
        actions={
          <>
            <Button asChild>
              <Link to="/credit-notes">Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={issue.isPending}>
              Credit{amount}
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <FormProblem error={issue.error} />
        <Head form={form} />
        <Card title="Lines" description="What is given back, as an invoice would have charged it.">
          {/* The lines are those of an invoice; the editor touches nothing else of the form. */}
          <LineEditor
            form={form as unknown as InvoiceFormState}
            currency={customer.data?.currency}
            defaultTax={defaultTax(tenant, customer.data)}
          />
        </Card>
        <Card title="On the document">
          <TextareaField form={form} name="notes" label="Notes" optional />
        </Card>
        <CreditEffect preview={preview} error={error} />
        <p className="text-ink-faint text-xs">A credit note is final at once and keeps its number.</p>
      </div>
    </form>
  );
}

/** Credits a customer without an invoice; its effect in money stands below the form before it is issued. */
export function StandaloneNew() {
  const tenant = trpc.tenants.current.useQuery();
  if (tenant.error) return <ProblemState error={tenant.error} onRetry={() => tenant.refetch()} />;
  if (!tenant.data) return <SkeletonLines lines={8} />;
  return <StandaloneForm tenant={tenant.data} />;
}
