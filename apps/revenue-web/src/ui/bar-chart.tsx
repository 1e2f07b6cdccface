import { useId, useRef, useState } from 'react';
import { BarChartTable } from './bar-chart-table.tsx';
import { cx } from './cx.ts';
import { tickStep } from './tick-step.ts';
import { useWidth } from './use-width.ts';

export type Series = { id: string; name: string };

/** A value with what is written for it. */
export type Part = { value: number; shown: string };

/**
 * `label` stands below the bar and is short; `name` says it in full. With `series`, `parts` are what the bar is made of, one
 * for each.
 */
export type Bar = Part & { label: string; name: string; parts?: readonly Part[] };

export type BarChartProps = {
  /** What the chart shows, for its accessible name and the caption of its table. */
  title: string;
  labelHeader: string;
  valueHeader: string;
  bars: readonly Bar[];
  /** What bars are made of, from the axis upwards; at most six. */
  series?: readonly Series[];
  /** Writes a value of the scale, shorter than in the table. */
  formatTick: (value: number) => string;
};

const height = 196;
const gutter = 50;
const bottom = 24;
const top = 8;
const plot = height - bottom - top;
const STEPS = 3;

const colours = [
  { fill: 'fill-chart-1', swatch: 'bg-chart-1' },
  { fill: 'fill-chart-2', swatch: 'bg-chart-2' },
  { fill: 'fill-chart-3', swatch: 'bg-chart-3' },
  { fill: 'fill-chart-4', swatch: 'bg-chart-4' },
  { fill: 'fill-chart-5', swatch: 'bg-chart-5' },
  { fill: 'fill-chart-6', swatch: 'bg-chart-6' },
] as const;

/** Where values lie: three steps, of which as many as needed are below zero. */
type Scale = { step: number; ticks: number[]; y: (value: number) => number };

function scaleOf(bars: readonly Bar[]): Scale {
  const ends = bars.flatMap(({ value, parts = [] }) => [
    value,
    parts.reduce((sum, part) => sum + Math.max(0, part.value), 0),
    parts.reduce((sum, part) => sum + Math.min(0, part.value), 0),
  ]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const step = tickStep(Math.max(high, -low), STEPS);
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), low < 0 ? 0 : STEPS)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const y = (value: number) => top + (plot * (last * step - value)) / ((last - first) * step);
  return { step, ticks, y };
}

function Gridlines({
  scale,
  width,
  formatTick,
}: {
  scale: Scale;
  width: number;
  formatTick: (value: number) => string;
}) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={gutter}
        x2={width}
        y1={scale.y(tick)}
        y2={scale.y(tick)}
        className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
      />
      <text x={gutter - 8} y={scale.y(tick) + 4} textAnchor="end" className="tabular fill-ink-faint text-[11px]">
        {formatTick(tick)}
      </text>
    </g>
  ));
}

/** The pieces of a bar, those above zero upwards and those below downwards. */
function piecesOf({ value, shown, parts }: Bar): { value: number; from: number; fill: string }[] {
  let [above, below] = [0, 0];
  return (parts ?? [{ value, shown }]).map((part, at) => {
    const from = part.value < 0 ? below : above;
    if (part.value < 0) below += part.value;
    else above += part.value;
    return { value: part.value, from, fill: parts ? (colours[at]?.fill ?? 'fill-ink-faint') : 'fill-accent' };
  });
}

function Column({
  bar,
  x,
  width,
  scale,
  dimmed,
}: {
  bar: Bar;
  x: number;
  width: number;
  scale: Scale;
  dimmed: boolean;
}) {
  return piecesOf(bar).map((piece, at) => {
    const [start, end] = [scale.y(piece.from), scale.y(piece.from + piece.value)];
    return (
      <rect
        // A part is known by its place among the series.
        key={at}
        x={x}
        y={Math.min(start, end)}
        width={width}
        height={Math.abs(end - start)}
        rx={bar.parts ? 0 : 2}
        className={cx(piece.fill, 'transition-opacity', dimmed && 'opacity-40')}
      />
    );
  });
}

/** Which colour is what, with the figures of the bar that is looked at. */
function Legend({ series, bar }: { series: readonly Series[]; bar: Bar | undefined }) {
  return (
    <ul className="mt-2 mb-3 flex flex-wrap gap-x-5 gap-y-1.5 text-xs">
      {series.map(({ id, name }, at) => (
        <li key={id} className="flex items-center gap-1.5 text-ink-soft">
          <span aria-hidden className={cx('size-2.5 rounded-[3px]', colours[at]?.swatch)} />
          {name} <span className="tabular text-ink">{bar?.parts?.[at]?.shown}</span>
        </li>
      ))}
    </ul>
  );
}

/** Bars with their table: the figures are readable without seeing the drawing. */
export function BarChart({ formatTick, ...props }: BarChartProps) {
  const { title, bars, series } = props;
  const [active, setActive] = useState<number | null>(null);
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 560);
  const scale = scaleOf(bars);
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
          <Gridlines scale={scale} width={width} formatTick={formatTick} />
          {bars.map((bar, index) => {
            const middle = gutter + index * slot + slot / 2;
            const dimmed = active !== null && active !== index;
            return (
              <g key={bar.name} onPointerEnter={() => setActive(index)}>
                <rect x={middle - slot / 2} y={top} width={slot} height={plot} fill="transparent" />
                <Column bar={bar} x={middle - barWidth / 2} width={barWidth} scale={scale} dimmed={dimmed} />
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
      {series ? <Legend series={series} bar={chosen} /> : null}
      <BarChartTable {...props} />
    </figure>
  );
}
