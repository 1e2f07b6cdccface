import type { BillingHold, HeldCustomer } from '@revenue/billing-core/billing-runs';
import { Link } from '@tanstack/react-router';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { MoneyByCurrency } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { toast } from '../../ui/toast.tsx';

function ReleaseButton({ hold }: { hold: BillingHold }) {
  const cache = trpc.useUtils();
  const release = trpc.billing_runs.release.useMutation({
    onSuccess: async () => {
      await cache.billing_runs.invalidate();
      toast.done(`${hold.customer_name} is released`, 'The next run bills what is due.');
    },
    onError: (error) => toast.failed('Not released', readProblem(error).message),
  });
  return (
    <Button size="sm" busy={release.isPending} onClick={() => release.mutate({ customer_id: hold.customer_id })}>
      Release
    </Button>
  );
}

const due: Column<BillingHold | HeldCustomer> = {
  id: 'due',
  header: 'Due',
  align: 'end',
  from: 'sm',
  cell: (hold) =>
    'totals' in hold ? (
      <MoneyByCurrency sums={hold.totals.map(({ currency, total }) => ({ currency, amount: total }))} />
    ) : null,
};

/** Who is left out, why, and what that comes to where it is known. */
export function HeldCustomers({ holds }: { holds: readonly (BillingHold | HeldCustomer)[] }) {
  const format = useFormat();
  if (holds.length === 0) return null;
  return (
    <Card flush title="Held back" description="Left out of every run until released. Their periods stay due.">
      <DataTable
        caption="Customers who are held back"
        rows={holds}
        rowKey={(hold) => hold.customer_id}
        columns={[
          {
            id: 'customer',
            header: 'Customer',
            cell: (hold) => (
              <Link
                to="/customers/$customerId"
                params={{ customerId: hold.customer_id }}
                className="font-medium hover:underline"
              >
                {hold.customer_name}
              </Link>
            ),
          },
          {
            id: 'reason',
            header: 'Reason',
            wrap: true,
            cell: (hold) => <span className="text-ink-soft">{hold.reason}</span>,
          },
          {
            id: 'by',
            header: 'Held',
            from: 'md',
            cell: (hold) => (
              <span className="text-ink-soft">
                {format.dayOf(hold.held_at)} by {hold.held_by}
              </span>
            ),
          },
          ...(holds.some((hold) => 'totals' in hold) ? [due] : []),
          { id: 'release', header: '', align: 'end', cell: (hold) => <ReleaseButton hold={hold} /> },
        ]}
      />
    </Card>
  );
}
