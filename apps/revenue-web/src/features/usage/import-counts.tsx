import type { UsageImport } from '@revenue/billing-core/usage';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';

/** Where the rows of a file went: the three on the right add up to the first. */
export function ImportCounts({ report }: { report: UsageImport }) {
  const format = useFormat();
  const figures = [
    { label: 'Rows in the file', value: report.rows_total, note: 'blank lines left out' },
    { label: 'New', value: report.rows_accepted, note: 'taken in as records' },
    { label: 'Known already', value: report.rows_duplicate, note: 'by their id; nothing changed' },
    { label: 'Rejected', value: report.rows_rejected, note: 'listed with their reason', alarming: true },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low lg:grid-cols-4">
      {figures.map((figure) => (
        <div key={figure.label} className="bg-surface px-4 py-3.5">
          <dt className="text-ink-faint text-xs">{figure.label}</dt>
          <dd
            className={cx(
              'tabular mt-1 font-semibold text-xl tracking-tight max-sm:text-lg',
              figure.alarming && figure.value > 0 ? 'text-danger-ink' : 'text-ink',
            )}
          >
            {format.number(figure.value)}
          </dd>
          <dd className="text-ink-faint text-xs">{figure.note}</dd>
        </div>
      ))}
    </dl>
  );
}
