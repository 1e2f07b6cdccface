import type { Meter } from '@revenue/billing-core/catalog';
import { Plus, Ruler } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { aggregations } from './aggregations.ts';
import { ArchiveMeterButton } from './archive-meter-button.tsx';
import { CreateMeterDialog } from './create-meter-dialog.tsx';

function useColumns(): Column<Meter>[] {
  const format = useFormat();
  return [
    { id: 'name', header: 'Name', cell: (meter) => <span className="font-medium">{meter.name}</span> },
    { id: 'code', header: 'Code', cell: (meter) => <CopyText text={meter.code} /> },
    {
      id: 'aggregation',
      header: 'Counts',
      from: 'sm',
      cell: (meter) => (
        <span className="text-ink-soft">
          {aggregations[meter.aggregation].label}
          {meter.property ? <code className="text-xs"> of {meter.property}</code> : null}
        </span>
      ),
    },
    {
      id: 'unit',
      header: 'Unit',
      from: 'md',
      cell: (meter) => <span className="text-ink-soft">{meter.unit ?? '–'}</span>,
    },
    {
      id: 'created',
      header: 'Created',
      from: 'lg',
      cell: (meter) => <span className="text-ink-soft">{format.dayOf(meter.created_at)}</span>,
    },
    {
      id: 'state',
      header: 'State',
      from: 'sm',
      cell: (meter) =>
        meter.archived_at ? (
          <Badge dot>Archived</Badge>
        ) : (
          <Badge tone="success" dot>
            Active
          </Badge>
        ),
    },
    {
      id: 'act',
      header: 'Action',
      align: 'end',
      cell: (meter) =>
        meter.archived_at ? <Badge className="sm:hidden">Archived</Badge> : <ArchiveMeterButton meter={meter} />,
    },
  ];
}

export function MeterList() {
  const [creating, setCreating] = useState(false);
  const meters = trpc.meters.list.useQuery({ archived: true, limit: 100 });
  const columns = useColumns();
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      New meter
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Meters"
        description="What is measured, and how the records of a period become one quantity."
        actions={create}
      />
      <Card flush>
        {meters.error ? (
          <ProblemState error={meters.error} onRetry={() => meters.refetch()} />
        ) : (
          <DataTable
            caption="Meters"
            columns={columns}
            rows={meters.data?.data}
            rowKey={(meter) => meter.id}
            skeletonRows={3}
            empty={
              <EmptyState icon={Ruler} title="Nothing is measured yet" action={create}>
                A meter has a code that usage records name, such as context_tokens. Plans put a price on it.
              </EmptyState>
            }
          />
        )}
      </Card>
      {creating ? <CreateMeterDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
