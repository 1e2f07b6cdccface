import type { BillingRunPreview } from '@revenue/billing-core/billing-runs';
import { Link } from '@tanstack/react-router';
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { HoldDialog } from './hold-dialog.tsx';

type Row = BillingRunPreview['customers'][number];

const looks: Partial<Record<Row['change'], { tone: Tone; label: string }>> = {
  new: { tone: 'info', label: 'New' },
  gone: { tone: 'warning', label: 'Gone' },
};

export function Difference({ amount, currency }: { amount: number; currency: string }) {
  const format = useFormat();
  if (amount === 0) return <span className="text-ink-faint">–</span>;
  return (
    <span className="tabular">
      {amount > 0 ? '+' : '−'}
      {format.money(Math.abs(amount), currency)}
    </span>
  );
}

function HoldButton({ row }: { row: Row }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="icon"
        variant="ghost"
        aria-label={`Hold ${row.customer_name} back`}
        icon={<Hand aria-hidden />}
        onClick={() => setAsking(true)}
      />
      <HoldDialog customer={row} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** Each customer beside the period before, the largest differences first. `canHold`: nothing is billed yet. */
export function RunChanges({ preview }: { preview: BillingRunPreview }) {
  const { customers, customers_total } = preview;
  const shown = customers.length < customers_total ? `The ${customers.length} largest differences of ` : '';
  return (
    <Card
      flush
      title="By customer, beside the period before"
      description={`${shown}${counted(customers_total, 'customer')}.`}
    >
      <DataTable
        caption="What each customer would be invoiced"
        rows={customers}
        rowKey={(row) => `${row.customer_id}${row.currency}`}
        columns={[
          {
            id: 'customer',
            header: 'Customer',
            cell: (row) => (
              <span className="flex items-center gap-2">
                <Link
                  to="/customers/$customerId"
                  params={{ customerId: row.customer_id }}
                  className="font-medium hover:underline"
                >
                  {row.customer_name}
                </Link>
                {looks[row.change] ? (
                  <Badge tone={looks[row.change]?.tone ?? 'neutral'}>{looks[row.change]?.label}</Badge>
                ) : null}
              </span>
            ),
          },
          {
            id: 'last',
            header: 'Last period',
            align: 'end',
            from: 'sm',
            cell: (row) => <Money amount={row.last_total} currency={row.currency} />,
          },
          {
            id: 'total',
            header: 'This run',
            align: 'end',
            cell: (row) => <Money amount={row.total} currency={row.currency} />,
          },
          {
            id: 'difference',
            header: 'Difference',
            align: 'end',
            cell: (row) => <Difference amount={row.difference} currency={row.currency} />,
          },
          { id: 'hold', header: '', align: 'end', from: 'sm', cell: (row) => <HoldButton row={row} /> },
        ]}
      />
    </Card>
  );
}
