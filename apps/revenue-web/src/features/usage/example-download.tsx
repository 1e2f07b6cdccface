import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { saveFile } from '../../api/save-file.ts';
import { trpc } from '../../api/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { exampleFile } from './example-file.ts';

const link = 'rounded-sm text-accent-ink underline underline-offset-2';

/** An example made of what this company has: its first meter and customer. Without them it says what comes before. */
export function ExampleDownload() {
  const meters = trpc.meters.list.useQuery({ limit: 1 });
  const customers = trpc.customers.list.useQuery({ limit: 1, sort: 'name' });
  const overview = trpc.overview.get.useQuery({});
  const [meter, customer] = [meters.data?.data[0], customers.data?.data[0]];
  if (!meters.data || !customers.data || !overview.data) return <div className="mt-4 h-16" />;
  if (!meter || !customer) {
    return (
      <p className="mt-4 border-line border-t pt-3 text-ink-soft text-xs">
        Records name a meter and a customer.{' '}
        {meter ? null : (
          <>
            <Link to="/meters" className={link}>
              Create a meter
            </Link>{' '}
            first.{' '}
          </>
        )}
        {customer ? null : (
          <>
            <Link to="/customers/new" className={link}>
              Add a customer
            </Link>{' '}
            first.
          </>
        )}
      </p>
    );
  }
  const { today } = overview.data;
  const save = () =>
    saveFile(new Blob([exampleFile({ meter, customer, today })], { type: 'text/csv' }), 'usage-example.csv');
  return (
    <div className="mt-4 flex flex-col items-start gap-2 border-line border-t pt-3">
      <Button size="sm" onClick={save} icon={<Download aria-hidden />}>
        Download an example
      </Button>
      <p className="wrap-anywhere text-ink-soft text-xs">
        One row for {customer.name} and {meter.name}. Put your own in its place: imported as it is, it counts.
      </p>
    </div>
  );
}
