import type { LateUsage } from '@revenue/billing-core/usage';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted, unitsOf } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';

const link = 'font-medium hover:underline';

function useColumns(): Column<LateUsage>[] {
  const format = useFormat();
  return [
    {
      id: 'customer',
      header: 'Customer',
      cell: ({ customer }) => (
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={link}>
          {customer.name}
        </Link>
      ),
    },
    { id: 'meter', header: 'Meter', from: 'md', cell: ({ meter }) => meter.name },
    { id: 'period', header: 'Period', from: 'sm', cell: ({ period }) => format.period(period.start, period.end) },
    {
      id: 'invoice',
      header: 'Billed on',
      cell: ({ invoice }) =>
        invoice ? (
          <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} className={link}>
            {invoice.invoice_number}
          </Link>
        ) : (
          <span className="text-ink-faint">no invoice</span>
        ),
    },
    {
      id: 'difference',
      header: 'Not billed',
      align: 'end',
      cell: ({ difference, meter }) =>
        `${format.number(difference)}${meter.unit ? ` ${unitsOf(difference, meter.unit)}` : ''}`,
    },
  ];
}

/** What came after its period was billed; nothing to see where nothing did. */
export function LateUsageCard({ customerId }: { customerId?: string | undefined }) {
  const columns = useColumns();
  const late = trpc.usage.late.useQuery({ customer_id: customerId }, { staleTime: 60_000 });
  if (!late.data || late.data.data.length === 0) return null;
  const { data, complete } = late.data;
  return (
    <Card
      flush
      title="Late usage that is not billed"
      description={`${counted(data.length, 'period')} counted differently when billed. To bill it, void the invoice and bill it again.${complete ? '' : ' There may be more; choose a customer.'}`}
    >
      <DataTable
        caption="Late usage that is not billed"
        rows={data}
        rowKey={(row) => `${row.subscription_id}${row.meter.id}${row.period.start}`}
        columns={columns}
      />
    </Card>
  );
}
