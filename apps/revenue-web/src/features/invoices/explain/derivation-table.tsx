import { cx } from '../../../ui/cx.ts';
import type { ExplainedRow } from './explained-row.ts';

/** How an amount came about, as a small table of steps. */
export function DerivationTable({ rows, caption }: { rows: readonly ExplainedRow[]; caption: string }) {
  return (
    <table className="w-full border-separate border-spacing-0 text-xs">
      <caption className="pb-1.5 text-left font-semibold text-ink">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Figures</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={cx(row.decisive && 'font-semibold')}>
            <th
              scope="row"
              className={cx(
                'border-line border-t py-1.5 pr-3 text-left align-top',
                row.decisive ? 'font-semibold text-ink' : 'font-normal text-ink-soft',
              )}
            >
              {row.what}
            </th>
            <td className="tabular border-line border-t py-1.5 pr-3 align-top text-ink-soft">{row.how}</td>
            <td className="tabular whitespace-nowrap border-line border-t py-1.5 text-right align-top text-ink">
              {row.result}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
