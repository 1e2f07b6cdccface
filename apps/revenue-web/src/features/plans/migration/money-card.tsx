import type { PlanMigrationPreview } from '@revenue/billing-core/catalog';
import { Link } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { Callout } from '../../../ui/callout.tsx';
import { Card } from '../../../ui/card.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { When } from './use-migration-terms.ts';

function Totals({ preview, when }: { preview: PlanMigrationPreview; when: When }) {
  const format = useFormat();
  const { totals, currency, going } = preview;
  const moved = totals.period_after - totals.period_before;
  const figures = [
    { label: 'Subscriptions that move', value: format.number(going) },
    { label: 'Fees of a period, before', value: format.money(totals.period_before, currency) },
    { label: 'Afterwards', value: format.money(totals.period_after, currency) },
    { label: 'Difference a period', value: format.money(moved, currency) },
    { label: when === 'now' ? 'Billed or given back now' : 'Billed now', value: format.money(totals.net, currency) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-4 px-4 pb-4 sm:grid-cols-5">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-ink-faint text-xs">{label}</dt>
          <dd className="tabular font-semibold text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the migration does to each subscription, in money, and who cannot be moved. */
export function MoneyCard({ preview, when }: { preview: PlanMigrationPreview; when: When }) {
  const format = useFormat();
  const { currency } = preview;
  const money = (amount: number) => format.money(amount, currency);
  return (
    <Card
      flush
      title="What it does, in money"
      description="Before tax, discounts and usage. The function that carries it out computes it."
    >
      <Totals preview={preview} when={when} />
      {preview.failing > 0 ? (
        <div className="px-4 pb-4">
          <Callout tone="warning" title={`${counted(preview.failing, 'subscription')} cannot be moved as things stand`}>
            <ul className="list-inside list-disc">
              {preview.failures.slice(0, 10).map(({ subscription_id, customer, message }) => (
                <li key={subscription_id}>
                  {customer.name}: {message}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      ) : null}
      <DataTable
        caption="Subscriptions that move"
        rows={preview.subscriptions}
        rowKey={({ subscription_id }) => subscription_id}
        essentials={(row) => `${money(row.period_before)} to ${money(row.period_after)}`}
        empty={
          <EmptyState icon={Users} title="Nobody to move">
            Choose another version, or other customers.
          </EmptyState>
        }
        columns={[
          {
            id: 'customer',
            header: 'Customer',
            cell: ({ subscription_id, customer }) => (
              <Link
                to="/subscriptions/$subscriptionId"
                params={{ subscriptionId: subscription_id }}
                className="rounded-sm text-accent-ink hover:underline"
              >
                {customer.name}
              </Link>
            ),
          },
          { id: 'on', header: 'Takes effect', from: 'sm', cell: ({ effective_on }) => format.date(effective_on) },
          { id: 'before', header: 'A period', align: 'end', from: 'sm', cell: (row) => money(row.period_before) },
          { id: 'after', header: 'Afterwards', align: 'end', from: 'sm', cell: (row) => money(row.period_after) },
          { id: 'net', header: 'Now', align: 'end', cell: ({ net }) => money(net) },
        ]}
      />
    </Card>
  );
}
