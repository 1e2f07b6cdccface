import { Card } from '../../ui/card.tsx';
import { ExampleDownload } from './example-download.tsx';

const columns: readonly { name: string; text: string }[] = [
  { name: 'id', text: 'Your id of the record. It counts once, for ever.' },
  { name: 'customer_id', text: 'The customer, or external_customer_id with your own id of it. One of the two.' },
  { name: 'meter', text: 'Code of the meter, such as you gave it under Meters.' },
  { name: 'quantity', text: 'How much, zero or more. Without the column every record counts 1.' },
  { name: 'occurred_at', text: 'When, with its zone: 2026-01-31T23:59:59Z or 2026-01-31T23:59:59+01:00.' },
];

/** What a file has to hold. */
export function FileColumns() {
  return (
    <Card title="What the file holds" description="The first line of a CSV names its columns, in any order.">
      <dl className="flex flex-col gap-2.5 text-sm">
        {columns.map((column) => (
          <div key={column.name}>
            <dt>
              <code className="font-mono text-ink text-xs">{column.name}</code>
            </dt>
            <dd className="text-ink-soft text-xs">{column.text}</dd>
          </div>
        ))}
        <div>
          <dt className="font-medium text-ink text-xs">Any further column</dt>
          <dd className="text-ink-soft text-xs">A property of the record: region, model, user.</dd>
        </div>
      </dl>
      <p className="mt-3 text-ink-soft text-xs">
        In NDJSON each line is one object with these names, its properties under <code>properties</code>.
      </p>
      <ExampleDownload />
    </Card>
  );
}
