import { useId, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { tickStep } from './tick-step.ts';
import { useWidth } from './use-width.ts';

/** `label` stands below the bar and is short; `name` says it in full. */
export type Bar = { label: string; name: string; value: number; shown: string };

export type BarChartProps = {
  /** What the chart shows, for its accessible name and the caption of its table. */
  title: string;
  labelHeader: string;
  valueHeader: string;
  bars: readonly Bar[];
  /** Writes a value of the scale, shorter than in the table. */
  formatTick: (value: number) => string;
};

const height = 196;
const gutter = 50;
const bottom = 24;
const top = 8;
const plot = height - bottom - top;

function Scale({ step, width, formatTick }: { step: number; width: number; formatTick: (value: number) => string }) {
  return [0, 1, 2, 3].map((tick) => {
    const y = top + plot - (plot * tick) / 3;
    return (
      <g key={tick}>
        <line x1={gutter} x2={width} y1={y} y2={y} className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />
        <text x={gutter - 8} y={y + 4} textAnchor="end" className="tabular fill-ink-faint text-[11px]">
          {formatTick(tick * step)}
        </text>
      </g>
    );
  });
}

function ChartTable({ title, labelHeader, valueHeader, bars }: Omit<BarChartProps, 'formatTick'>) {
  return (
    <details className="text-xs">
      <summary className="w-fit rounded-sm text-ink-faint hover:text-ink">Show as table</summary>
      <table className="mt-2 w-full">
        <caption className="sr-only">{title}</caption>
        <thead className="text-left text-ink-faint">
          <tr>
            <th scope="col" className="py-1 font-medium">
              {labelHeader}
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              {valueHeader}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name}>
              <th scope="row" className="border-t py-1 text-left font-normal text-ink">
                {bar.name}
              </th>
              <td className="tabular border-t py-1 text-right text-ink">{bar.shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Bars with their table: the figures are readable without seeing the drawing. */
export function BarChart({ formatTick, ...props }: BarChartProps) {
  const { title, bars } = props;
  const [active, setActive] = useState<number | null>(null);
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 560);
  const step = tickStep(Math.max(0, ...bars.map((bar) => bar.value)));
  const slot = (width - gutter) / Math.max(1, bars.length);
  const barWidth = Math.min(44, slot * 0.62);
  // Labels that would touch are left out, every second or third one stays.
  const labelEvery = Math.max(1, Math.ceil(46 / slot));
  const chosen = bars[active ?? bars.length - 1];
  return (
    <figure className="m-0">
      <figcaption className="tabular mb-2 flex h-5 items-baseline gap-2 text-sm">
        {chosen ? (
          <>
            <span className="font-semibold text-ink">{chosen.shown}</span>
            <span className="text-ink-faint text-xs">{chosen.name}</span>
          </>
        ) : null}
      </figcaption>
      <div ref={frame}>
        <svg
          width={width}
          height={height}
          className="block overflow-visible"
          role="img"
          aria-labelledby={titleId}
          onPointerLeave={() => setActive(null)}
        >
          <title id={titleId}>{title}</title>
          <Scale step={step} width={width} formatTick={formatTick} />
          {bars.map((bar, index) => {
            const middle = gutter + index * slot + slot / 2;
            const size = (plot * bar.value) / (step * 3);
            return (
              <g key={bar.name} onPointerEnter={() => setActive(index)}>
                <rect x={middle - slot / 2} y={top} width={slot} height={plot} fill="transparent" />
                <rect
                  x={middle - barWidth / 2}
                  y={top + plot - size}
                  width={barWidth}
                  height={size}
                  rx={2}
                  className={cx('fill-accent transition-opacity', active !== null && active !== index && 'opacity-40')}
                />
                {index % labelEvery === 0 ? (
                  <text
                    x={Math.min(middle, width - 18)}
                    y={height - 6}
                    textAnchor="middle"
                    className="fill-ink-faint text-[11px]"
                  >
                    {bar.label}
                  </text>
                ) : null}
              </g>
            );
          })}
        </svg>
      </div>
      <ChartTable {...props} />
    </figure>
  );
}
