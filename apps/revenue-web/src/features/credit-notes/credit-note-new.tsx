import { CreateCreditNote, type Creditable } from '@revenue/billing-core/credit-notes';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { DateField } from '../../forms/date-field.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { SelectField, TextareaField, TextField } from '../../forms/text-field.tsx';
import { replaceBlanks, wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { CreditEffect } from './credit-effect.tsx';
import {
  type CreditNoteFormState,
  type CreditNoteValues,
  newCreditNote,
  sentCreditNote,
} from './credit-note-values.ts';
import { useIssueCreditNote } from './use-issue-credit-note.ts';

const route = getRouteApi('/app/invoices/$invoiceId/credit');

const measures = [
  { value: 'everything', label: 'Everything that is left' },
  { value: 'total', label: 'An amount of the total' },
  { value: 'lines', label: 'Units of single lines' },
];

const dispositions = [
  { value: 'refund', label: 'Back to the customer' },
  { value: 'account_credit', label: 'To account credit' },
];

function useCreditForm(invoiceId: string): CreditNoteFormState {
  const check = wireResolver<CreditNoteValues, CreateCreditNote>(CreateCreditNote, undefined);
  const resolver: Resolver<CreditNoteValues, unknown, CreateCreditNote> = (values, context, options) =>
    check(sentCreditNote(invoiceId, values) as unknown as CreditNoteValues, context, options);
  return useForm<CreditNoteValues, unknown, CreateCreditNote>({ resolver, defaultValues: newCreditNote });
}

/** What the server would make of the form; it does not wait for the reason. */
function usePreview(form: CreditNoteFormState, invoiceId: string) {
  const values = useDelayed(useWatch({ control: form.control }), 250) as Partial<CreditNoteValues>;
  const sent = sentCreditNote(invoiceId, { ...values, reason: values.reason || '–' });
  const parsed = CreateCreditNote.safeParse(replaceBlanks(sent, undefined));
  const preview = trpc.credit_notes.preview.useQuery(parsed.data as never, { enabled: parsed.success, retry: false });
  return parsed.success ? { preview: preview.data, error: preview.error } : { preview: undefined, error: null };
}

function LineQuantities({ form, creditable }: { form: CreditNoteFormState; creditable: Creditable }) {
  const format = useFormat();
  return (
    <div className="flex flex-col gap-3">
      {creditable.items.map((item) => (
        <TextField
          key={item.position}
          form={form}
          name={`quantities.${item.position}`}
          label={item.description}
          inputMode="decimal"
          placeholder="0"
          hint={`${format.number(item.quantity)} left, ${format.money(item.total, creditable.currency)}`}
        />
      ))}
    </div>
  );
}

function Fields({ form, creditable }: { form: CreditNoteFormState; creditable: Creditable }) {
  const format = useFormat();
  const measure = form.watch('measure');
  const left = format.money(creditable.total, creditable.currency);
  return (
    <Card title="What is credited">
      <div className="grid gap-4 pt-1 sm:grid-cols-2">
        <SelectField form={form} name="measure" label="Credit" options={measures} hint={`${left} is left to credit.`} />
        {measure === 'total' ? (
          <TextField form={form} name="total" label="Amount with tax" inputMode="decimal" placeholder="0.00" required />
        ) : (
          <div />
        )}
        {measure === 'lines' ? (
          <div className="sm:col-span-2">
            <LineQuantities form={form} creditable={creditable} />
          </div>
        ) : null}
        <SelectField
          form={form}
          name="disposition"
          label="What is not owed goes"
          options={dispositions}
          hint="What the invoice still owes is taken off first. Account credit pays the next invoices."
          className="sm:col-span-2"
        />
        <TextField form={form} name="reason" label="Reason" required hint="Stands on the document." />
        <DateField form={form} name="issue_date" label="Issued" hint="Empty means today." />
        <TextareaField form={form} name="notes" label="Notes" optional className="sm:col-span-2" />
      </div>
    </Card>
  );
}

function CreditForm({ creditable }: { creditable: Creditable }) {
  const format = useFormat();
  const form = useCreditForm(creditable.invoice_id);
  const { preview, error } = usePreview(form, creditable.invoice_id);
  const issue = useIssueCreditNote();
  const submit = form.handleSubmit((values) => issue.mutate(values, { onError: (fault) => showFaults(form, fault) }));
  const amount = preview ? ` ${format.money(preview.credited_total, preview.currency)}` : '';
  const parent = { label: creditable.invoice_number, link: { to: '/invoices/$invoiceId' as const } };
  const params = { invoiceId: creditable.invoice_id };
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title={`Credit ${creditable.invoice_number}`}
        parent={{ ...parent, link: { ...parent.link, params } }}
        actions={
          <>
            <Button asChild>
              <Link to="/invoices/$invoiceId" params={params}>
                Cancel
              </Link>
            </Button>
            <Button type="submit" variant="primary" busy={issue.isPending}>
              Credit{amount}
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <FormProblem error={issue.error} />
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Fields form={form} creditable={creditable} />
          <CreditEffect preview={preview} error={error} />
        </div>
        <p className="text-ink-faint text-xs">A credit note is final at once and keeps its number.</p>
      </div>
    </form>
  );
}

/** Takes an invoice back, whole or in part; its effect in money stands beside the form before it is issued. */
export function CreditNoteNew() {
  const { invoiceId } = route.useParams();
  const query = trpc.credit_notes.creditable.useQuery({ id: invoiceId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={8} />;
  if (query.data.creditable && query.data.items.some((item) => item.total !== 0))
    return <CreditForm creditable={query.data} />;
  return (
    <>
      <PageHeader
        title={`Credit ${query.data.invoice_number}`}
        parent={{ label: 'Invoices', link: { to: '/invoices' } }}
      />
      <Callout tone="warning" title="Nothing is left to credit">
        {query.data.creditable
          ? 'All of this invoice was credited already.'
          : 'Only a final invoice that is not void can be credited.'}
      </Callout>
    </>
  );
}
