import type { BarChartProps } from './bar-chart.tsx';

type Props = Omit<BarChartProps, 'formatTick'>;

/** What a chart shows, in figures: one row a bar, and a column for each of its parts. */
export function BarChartTable({ title, labelHeader, valueHeader, bars, series = [], line }: Props) {
  const cell = 'tabular whitespace-nowrap border-t py-1 pl-4 text-right text-ink';
  return (
    <details className="text-xs">
      <summary className="w-fit rounded-sm text-ink-faint hover:text-ink">Show as table</summary>
      {/* What scrolls must be reached by keyboard. */}
      <section className="overflow-x-auto" aria-label={title} tabIndex={series.length > 0 ? 0 : undefined}>
        <table className="mt-2 w-full">
          <caption className="sr-only">{title}</caption>
          <thead className="text-left text-ink-faint">
            <tr>
              <th scope="col" className="py-1 font-medium">
                {labelHeader}
              </th>
              {series.map(({ id, name }) => (
                <th key={id} scope="col" className="py-1 pl-4 text-right font-medium">
                  {name}
                </th>
              ))}
              <th scope="col" className="py-1 pl-4 text-right font-medium">
                {valueHeader}
              </th>
              {line ? (
                <th scope="col" className="py-1 pl-4 text-right font-medium">
                  {line.name}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar, index) => (
              <tr key={bar.name}>
                <th scope="row" className="whitespace-nowrap border-t py-1 text-left font-normal text-ink">
                  {bar.name}
                </th>
                {series.map(({ id }, at) => (
                  <td key={id} className={cell}>
                    {bar.parts?.[at]?.shown}
                  </td>
                ))}
                <td className={cell}>{bar.shown}</td>
                {line ? <td className={cell}>{line.values[index]?.shown}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
