import type { Invoice } from '@revenue/billing-core/invoices';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { toast } from '../../ui/toast.tsx';

/** Where the customer has account credit: of a draft, what it is going to pay; of an open invoice, the way to use it. */
export function CreditWaiting({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const asks = ['draft', 'sent', 'overdue'].includes(invoice.status) && invoice.amount_due > 0;
  const customer = trpc.customers.get.useQuery({ id: invoice.customer_id }, { enabled: asks, retry: false });
  const use = trpc.account_credits.use.useMutation({
    onSuccess: async (after) => {
      await Promise.all([cache.invoices.invalidate(), cache.customers.invalidate(), cache.overview.invalidate()]);
      toast.done('Account credit used', after.invoice_number);
    },
  });
  const credit = customer.data?.account_credit.find(({ currency }) => currency === invoice.currency)?.balance ?? 0;
  if (!asks || credit <= 0) return null;
  const money = (amount: number) => format.money(amount, invoice.currency);
  const pays = Math.min(credit, invoice.amount_due);
  const title = `${invoice.customer.name} has ${money(credit)} of account credit`;
  return (
    <div className="mb-4">
      {invoice.status === 'draft' ? (
        <Callout title={title}>{`${money(pays)} of it pays this invoice when it is sent.`}</Callout>
      ) : (
        <Callout title={title}>
          <div className="flex flex-col items-start gap-2">
            It came after this invoice was sent, so it waits for the next one.
            <Button size="sm" busy={use.isPending} onClick={() => use.mutate({ id: invoice.id })}>
              Use {money(pays)} now
            </Button>
            <FormProblem error={use.error} />
          </div>
        </Callout>
      )}
    </div>
  );
}
