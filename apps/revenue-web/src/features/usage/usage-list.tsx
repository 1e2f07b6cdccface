import { addDays, isLocalDate, startOfDay } from '@revenue/billing-core/time';
import type { UsageRecord } from '@revenue/billing-core/usage';
import { getRouteApi } from '@tanstack/react-router';
import { Gauge, SearchX } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { unitsOf } from '../../format/words.ts';
import { ExportButton } from '../../list/export-button.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LateUsageCard } from './late-usage-card.tsx';
import { UsageFilters } from './usage-filters.tsx';
import { importButton, UsageHead } from './usage-head.tsx';
import { UsageRecordSheet } from './usage-record-sheet.tsx';

const route = getRouteApi('/app/usage');

/** The days of the address as instants: they begin and end where the company is. A broken day asks for nothing. */
function useFilters() {
  const { customer_id, meter, from, to } = route.useSearch();
  const { time_zone } = useFormat();
  const begin = (day: string) => startOfDay(day, time_zone).toISOString();
  return {
    customer_id,
    meter,
    from: from && isLocalDate(from) ? begin(from) : undefined,
    to: to && isLocalDate(to) ? begin(addDays(to, 1)) : undefined,
  };
}

function useColumns(onOpen: (record: UsageRecord) => void): Column<UsageRecord>[] {
  const format = useFormat();
  return [
    {
      id: 'occurred_at',
      header: 'Occurred',
      cell: (record) => (
        <button
          type="button"
          onClick={() => onOpen(record)}
          aria-label={`Record ${record.id} of ${format.dateTimeSeconds(record.occurred_at)}`}
          className="whitespace-nowrap rounded-sm text-left font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]"
        >
          {format.dateTimeSeconds(record.occurred_at)}
          <span className="block whitespace-normal font-normal text-ink-soft text-xs sm:hidden">
            {record.customer.name}, {record.meter.name}
          </span>
        </button>
      ),
    },
    {
      id: 'customer',
      header: 'Customer',
      from: 'sm',
      wrap: true,
      cell: (record) => <span className="line-clamp-1">{record.customer.name}</span>,
    },
    { id: 'meter', header: 'Meter', from: 'sm', cell: (record) => record.meter.name },
    {
      id: 'id',
      header: 'Id',
      from: 'lg',
      cell: (record) => (
        <code className="inline-block max-w-52 truncate align-middle text-ink-soft text-xs">{record.id}</code>
      ),
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      cell: (record) => (
        <>
          {format.number(record.quantity)}
          {record.meter.unit ? (
            <span className="ml-1 text-ink-faint text-xs max-sm:hidden">
              {unitsOf(record.quantity, record.meter.unit)}
            </span>
          ) : null}
        </>
      ),
    },
  ];
}

export function UsageList() {
  const search = route.useSearch();
  const { cursor } = search;
  const filters = useFilters();
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns((record) => setOpen(record.id));
  const list = trpc.usage.list.useQuery({ ...filters, cursor, limit: 50 }, { placeholderData: (before) => before });
  const count = trpc.usage.count.useQuery(filters, { placeholderData: (before) => before });
  const filtered = Boolean(cursor) || Object.values(filters).some(Boolean);
  return (
    <>
      <UsageHead current="records" />
      <UsageFilters
        end={
          <ListEnd list="usage" search={search} columns={columns}>
            <ExportButton
              files={[{ path: '/usage.csv', label: 'usage records' }]}
              query={filters}
              count={count.data?.count}
            />
          </ListEnd>
        }
      />
      <div className="mb-4 empty:hidden">
        <LateUsageCard customerId={filters.customer_id} />
      </div>
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Usage records"
            sticky
            columns={shownColumns(columns, search.columns)}
            rows={list.data?.data}
            rowKey={(record) => record.id}
            rowClassName="relative hover:bg-hover has-focus-visible:bg-hover"
            empty={
              filtered ? (
                <EmptyState icon={SearchX} title="No record matches">
                  Choose other days, another customer or meter, or clear the filters.
                </EmptyState>
              ) : (
                <EmptyState icon={Gauge} title="No usage yet" action={importButton}>
                  Records come from your systems through the API, or from a CSV or NDJSON file.
                </EmptyState>
              )
            }
          />
        )}
        <ListPages shown={list.data?.data.length} noun="record" cursor={cursor} nextCursor={list.data?.next_cursor} />
      </Card>
      <UsageRecordSheet record={list.data?.data.find((record) => record.id === open)} onClose={() => setOpen(null)} />
    </>
  );
}
