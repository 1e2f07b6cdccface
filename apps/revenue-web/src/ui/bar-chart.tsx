import { useId, useRef, useState } from 'react';
import { BarChartTable } from './bar-chart-table.tsx';
import { ChartGridlines } from './chart-gridlines.tsx';
import { ChartLine, LINE_HEIGHT } from './chart-line.tsx';
import { type ChartScale, chartScale } from './chart-scale.ts';
import { cx } from './cx.ts';
import { useWidth } from './use-width.ts';

/** `colour` is one of the six chart colours, where the order alone would say the wrong thing. */
export type Series = { id: string; name: string; colour?: 1 | 2 | 3 | 4 | 5 | 6 };

/** A value with what is written for it. */
export type Part = { value: number; shown: string };

/**
 * `label` stands below the bar and is short; `name` says it in full. With `series`, `parts` are what the bar is made of, one
 * for each.
 */
export type Bar = Part & { label: string; name: string; parts?: readonly Part[] };

export type ChartedLine = { name: string; values: readonly Part[]; formatTick?: (value: number) => string };

export type BarChartProps = {
  /** What the chart shows, for its accessible name and the caption of its table. */
  title: string;
  labelHeader: string;
  valueHeader: string;
  bars: readonly Bar[];
  /** What bars are made of, from the axis upwards; at most six. */
  series?: readonly Series[];
  /** Drawn above the bars, on a scale of its own; a value for each bar. */
  line?: ChartedLine | undefined;
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

function scaleOf(bars: readonly Bar[]): ChartScale {
  const ends = bars.flatMap(({ value, parts = [] }) =>
    parts.length === 0
      ? [value]
      : [
          parts.reduce((sum, part) => sum + Math.max(0, part.value), 0),
          parts.reduce((sum, part) => sum + Math.min(0, part.value), 0),
        ],
  );
  return chartScale(ends, { top, plot, steps: STEPS });
}

const colourOf = (series: readonly Series[] | undefined, at: number) =>
  colours[(series?.[at]?.colour ?? at + 1) - 1] ?? { fill: 'fill-ink-faint', swatch: 'bg-ink-faint' };

/** The pieces of a bar, those above zero upwards and those below downwards. */
function piecesOf(
  { value, shown, parts }: Bar,
  series: readonly Series[] | undefined,
): { value: number; from: number; fill: string }[] {
  let [above, below] = [0, 0];
  return (parts ?? [{ value, shown }]).map((part, at) => {
    const from = part.value < 0 ? below : above;
    if (part.value < 0) below += part.value;
    else above += part.value;
    return { value: part.value, from, fill: parts ? colourOf(series, at).fill : 'fill-accent' };
  });
}

function Column({
  bar,
  x,
  width,
  scale,
  series,
  dimmed,
}: {
  bar: Bar;
  series: readonly Series[] | undefined;
  x: number;
  width: number;
  scale: ChartScale;
  dimmed: boolean;
}) {
  return piecesOf(bar, series).map((piece, at) => {
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
          <span aria-hidden className={cx('size-2.5 rounded-[3px]', colourOf(series, at).swatch)} />
          {name} <span className="tabular text-ink">{bar?.parts?.[at]?.shown}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the bar that is looked at says, and the line above it. */
function Caption({
  bar,
  at,
  line,
  valueHeader,
}: { bar: Bar | undefined; at: number } & Pick<BarChartProps, 'line' | 'valueHeader'>) {
  const over = line?.values[at];
  return (
    <figcaption className="tabular mb-2 flex h-5 items-baseline gap-2 text-sm">
      {bar ? (
        <>
          <span className="font-semibold text-ink">{over ? over.shown : bar.shown}</span>
          <span className="text-ink-faint text-xs">
            {bar.name}
            {over ? `, ${valueHeader.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())} ${bar.shown}` : ''}
          </span>
        </>
      ) : null}
    </figcaption>
  );
}

/** Where the bars stand side by side. */
function layOut(bars: readonly Bar[], width: number) {
  const slot = (width - gutter) / Math.max(1, bars.length);
  return {
    slot,
    barWidth: Math.min(44, slot * 0.62),
    // Labels that would touch are left out, every second or third one stays.
    labels: labelPlaces(bars.length, slot, width),
    middles: bars.map((_, index) => gutter + index * slot + slot / 2),
  };
}

const LABEL_WIDTH = 46;

/**
 * Where labels stand, by their bar. Those that would touch are left out, every second or third one stays; the last one,
 * which is moved in from the edge, only where it does not come too near to the one before.
 */
function labelPlaces(count: number, slot: number, width: number): Map<number, number> {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / slot));
  const places = new Map<number, number>();
  let before = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += every) {
    const place = Math.min(gutter + index * slot + slot / 2, width - 18);
    if (place - before >= LABEL_WIDTH - 2) places.set(index, place);
    before = place;
  }
  return places;
}

/** Bars with their table: the figures are readable without seeing the drawing. */
export function BarChart({ formatTick, ...props }: BarChartProps) {
  const { title, bars, series, line, valueHeader } = props;
  const [active, setActive] = useState<number | null>(null);
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 560);
  const scale = scaleOf(bars);
  const { slot, barWidth, labels, middles } = layOut(bars, width);
  const above = line ? LINE_HEIGHT : 0;
  const chosen = active ?? bars.length - 1;
  return (
    <figure className="m-0">
      <Caption bar={bars[chosen]} at={chosen} line={line} valueHeader={valueHeader} />
      <div ref={frame}>
        <svg
          width={width}
          height={height + above}
          className="block overflow-visible"
          role="img"
          aria-labelledby={titleId}
          onPointerLeave={() => setActive(null)}
        >
          <title id={titleId}>{title}</title>
          {line ? (
            <ChartLine
              values={line.values.map(({ value }) => value)}
              middles={middles}
              width={width}
              gutter={gutter}
              active={active}
              formatTick={line.formatTick ?? formatTick}
            />
          ) : null}
          <g transform={`translate(0 ${above})`}>
            <ChartGridlines scale={scale} from={gutter} width={width} formatTick={formatTick} />
            {bars.map((bar, index) => {
              const middle = middles[index] ?? gutter;
              const label = labels.get(index);
              const dimmed = active !== null && active !== index;
              const drawn = { bar, series, x: middle - barWidth / 2, width: barWidth, scale, dimmed };
              return (
                <g key={bar.name} onPointerEnter={() => setActive(index)}>
                  <rect x={middle - slot / 2} y={top - above} width={slot} height={plot + above} fill="transparent" />
                  <Column {...drawn} />
                  {label === undefined ? null : <Label x={label} text={bar.label} />}
                </g>
              );
            })}
          </g>
        </svg>
      </div>
      {series ? <Legend series={series} bar={bars[chosen]} /> : null}
      <BarChartTable {...props} />
    </figure>
  );
}

function Label({ x, text }: { x: number; text: string }) {
  return (
    <text x={x} y={height - 6} textAnchor="middle" className="fill-ink-faint text-[11px]">
      {text}
    </text>
  );
}
