import type { UsageRecord } from '@revenue/billing-core/usage';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { unitsOf } from '../../format/words.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Sheet } from '../../ui/dialog.tsx';

const link = 'rounded-sm text-accent-ink hover:underline';

function RecordFacts({ record }: { record: UsageRecord }) {
  const format = useFormat();
  const items = [
    {
      label: 'Customer',
      value: (
        <Link to="/customers/$customerId" params={{ customerId: record.customer.id }} className={link}>
          {record.customer.name}
        </Link>
      ),
    },
    { label: 'Your customer id', value: record.customer.external_id },
    {
      label: 'Meter',
      value: (
        <>
          {record.meter.name} <code className="text-ink-faint text-xs">{record.meter.code}</code>
        </>
      ),
    },
    {
      label: 'Quantity',
      value: `${format.number(record.quantity)} ${unitsOf(record.quantity, record.meter.unit ?? '')}`,
    },
    { label: 'Occurred', value: format.dateTimeSeconds(record.occurred_at) },
    { label: 'In UTC', value: <CopyText text={record.occurred_at} /> },
    { label: 'Received', value: format.dateTimeSeconds(record.received_at) },
    {
      label: 'Came by',
      value: record.import_id ? (
        <Link to="/usage/imports/$importId" params={{ importId: record.import_id }} className={link}>
          A file
        </Link>
      ) : (
        'The API'
      ),
    },
    { label: 'Id', value: <CopyText text={record.id} /> },
  ];
  return <DescriptionList items={items} />;
}

export function UsageRecordSheet({ record, onClose }: { record: UsageRecord | undefined; onClose: () => void }) {
  const properties = Object.entries(record?.properties ?? {});
  return (
    <Sheet open={record !== undefined} onOpenChange={(open) => !open && onClose()} title="Usage record">
      {record ? (
        <div className="flex flex-col gap-5">
          <RecordFacts record={record} />
          <section>
            <h3 className="mb-2 font-semibold text-ink text-sm">Properties</h3>
            {properties.length > 0 ? (
              <DescriptionList items={properties.map(([label, value]) => ({ label, value: String(value) }))} />
            ) : (
              <p className="text-ink-soft text-sm">The record has none.</p>
            )}
          </section>
        </div>
      ) : null}
    </Sheet>
  );
}
