import type { BillingCycleDetail, Enrolment } from '@revenue/billing-core/billing-cycles';
import { Link } from '@tanstack/react-router';
import { Ellipsis, Pencil, Plus, Square, Users } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';

type Part = { cycle: BillingCycleDetail; enrolment: Enrolment };

function EndDialog({ cycle, enrolment, open, onClose }: Part & { open: boolean; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const end = trpc.billing_cycles.end_enrolment.useMutation({
    onSuccess: async () => {
      await Promise.all([cache.billing_cycles.invalidate(), cache.subscriptions.invalidate()]);
      toast.done(`${enrolment.customer_name} leaves the cycle`);
      onClose();
    },
  });
  const { amount, currency, current_period } = enrolment;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Stop billing ${enrolment.customer_name}?`}
      confirmLabel="Stop after this period"
      danger
      busy={end.isPending}
      onConfirm={() => end.mutate({ id: cycle.id, customer_id: enrolment.customer_id })}
    >
      <p>
        The period to {format.date(current_period.end)} is the last that is billed.
        {amount === null ? '' : ` ${format.money(amount, currency)} a period will not be billed any more.`}
      </p>
      <FormProblem error={end.error} />
    </ConfirmDialog>
  );
}

function RowMenu({ cycle, enrolment }: Part) {
  const [ending, setEnding] = useState(false);
  if (!enrolment.by_product || enrolment.cancel_at_period_end) return null;
  return (
    <>
      <Menu
        trigger={
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Actions for ${enrolment.customer_name}`}
            icon={<Ellipsis aria-hidden />}
          />
        }
      >
        <MenuItem icon={<Pencil aria-hidden />}>
          <Link
            to="/billing-cycles/$billingCycleId/enrol"
            params={{ billingCycleId: cycle.id }}
            search={{ customer_id: enrolment.customer_id }}
          >
            Change items
          </Link>
        </MenuItem>
        <MenuItem danger icon={<Square aria-hidden />} onSelect={() => setEnding(true)}>
          Stop billing…
        </MenuItem>
      </Menu>
      <EndDialog cycle={cycle} enrolment={enrolment} open={ending} onClose={() => setEnding(false)} />
    </>
  );
}

const itemWords = ({ items, by_product, plan_name }: Enrolment) =>
  by_product
    ? items
        .map(({ quantity, description }) => (quantity === 1 ? description : `${quantity} × ${description}`))
        .join(', ')
    : `Plan ${plan_name}`;

function useColumns(cycle: BillingCycleDetail): Column<Enrolment>[] {
  const format = useFormat();
  return [
    {
      id: 'customer',
      header: 'Customer',
      cell: (row) => (
        <Link
          to="/subscriptions/$subscriptionId"
          params={{ subscriptionId: row.subscription_id }}
          className="font-medium hover:underline"
        >
          {row.customer_name}
        </Link>
      ),
    },
    {
      id: 'items',
      header: 'For',
      from: 'md',
      wrap: true,
      cell: (row) => <span className="line-clamp-2 text-ink-soft">{itemWords(row)}</span>,
    },
    {
      id: 'next',
      header: 'Next invoice',
      from: 'sm',
      cell: (row) =>
        row.cancel_at_period_end ? (
          <Badge tone="warning">Ends {format.date(row.current_period.end)}</Badge>
        ) : row.next_billing_at ? (
          format.dayOf(row.next_billing_at, row.time_zone)
        ) : (
          '–'
        ),
    },
    {
      id: 'amount',
      header: 'A period',
      align: 'end',
      cell: (row) =>
        row.amount === null ? (
          <span className="text-ink-faint">by usage</span>
        ) : (
          <Money amount={row.amount} currency={row.currency} />
        ),
    },
    { id: 'menu', header: '', align: 'end', cell: (row) => <RowMenu cycle={cycle} enrolment={row} /> },
  ];
}

/** Who is billed on a cycle, for what, and when next. */
export function CycleCustomers({ cycle }: { cycle: BillingCycleDetail }) {
  const columns = useColumns(cycle);
  const add = (
    <Button asChild size="sm">
      <Link to="/billing-cycles/$billingCycleId/enrol" params={{ billingCycleId: cycle.id }}>
        <Plus aria-hidden />
        Add a customer
      </Link>
    </Button>
  );
  return (
    <Card flush title="Customers" actions={cycle.customers.length > 0 ? add : null}>
      <DataTable
        caption="Customers on this cycle"
        rows={cycle.customers}
        rowKey={(enrolment) => enrolment.subscription_id}
        empty={
          <EmptyState icon={Users} title="Nobody is billed on it yet" action={add}>
            Add a customer with the products to bill each period, or choose this cycle when you subscribe one to a plan.
          </EmptyState>
        }
        columns={columns}
      />
    </Card>
  );
}
