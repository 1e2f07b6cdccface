import type { DueOnSending, Invoice } from '@revenue/billing-core/invoices';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { sendWords } from './owed-words.ts';

/** Asks before a mail leaves: it cannot be called back, and a draft cannot be changed afterwards. */
export function SendDialog({ invoice, open, onClose }: { invoice: Invoice; open: boolean; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const isDraft = invoice.status === 'draft';
  const asked = trpc.invoices.due_on_sending.useQuery({ id: invoice.id }, { enabled: open && isDraft });
  const due = asked.data;
  const [chosen, setChosen] = useState<DueOnSending['suggested'] | null>(null);
  const offered = due?.from_today ?? null;
  const takesLater = offered !== null && (chosen ?? due?.suggested) === 'from_today';
  const due_date = takesLater ? offered : invoice.due_date;
  const send = trpc.invoices.send.useMutation({
    onSuccess: async () => {
      toast.done(`${invoice.invoice_number} is on its way`, `To ${invoice.customer.email}`);
      onClose();
      await Promise.all([cache.invoices.invalidate(), cache.mails.invalidate(), cache.customers.invalidate()]);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Send ${invoice.invoice_number}${invoice.sent_at === null ? '' : ' again'}?`}
      confirmLabel={`Send ${format.money(invoice.total, invoice.currency)}`}
      busy={send.isPending || asked.isLoading}
      onConfirm={() => send.mutate({ id: invoice.id, ...(takesLater ? { due_date } : {}) })}
    >
      <p className="break-words">{sendWords({ ...invoice, due_date }, format)}</p>
      {offered === null ? null : (
        <ChoiceCards
          className="mt-4"
          legend="When is it due?"
          value={takesLater ? 'from_today' : 'due_date'}
          onChange={setChosen}
          choices={dueChoices(invoice, offered, format)}
        />
      )}
      <FormProblem error={send.error} />
    </ConfirmDialog>
  );
}

function dueChoices({ due_date, issue_date }: Invoice, offered: string, format: Format) {
  return [
    {
      value: 'from_today',
      label: format.date(offered),
      hint: 'The payment terms begin today, when the customer gets it.',
    },
    {
      value: 'due_date',
      label: `${format.date(due_date)}, as drafted`,
      hint: `The payment terms began on ${format.date(issue_date)}, when it was dated.`,
    },
  ] as const;
}
