import { useId, useRef, useState } from 'react';
import { tickStep } from './tick-step.ts';
import { useWidth } from './use-width.ts';

/** `name` and `shown` are what is written for x and y. */
export type LinePoint = { x: number; y: number; name: string; shown: string };

export type LineChartProps = {
  /** What the chart shows, for its accessible name and the caption of its table. */
  title: string;
  labelHeader: string;
  valueHeader: string;
  /** In the order of x. */
  points: readonly LinePoint[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
};

const height = 176;
const gutter = 46;
const bottom = 22;
const top = 8;
const right = 12;
const plot = height - bottom - top;
const STEPS = 3;

type Scale = { x: (value: number) => number; y: (value: number) => number; ticksX: number[]; ticksY: number[] };

function scaleOf(points: readonly LinePoint[], width: number): Scale {
  const maxX = Math.max(1, ...points.map(({ x }) => x));
  const stepY = tickStep(Math.max(...points.map(({ y }) => y), 0), STEPS);
  const stepX = tickStep(maxX, STEPS);
  const ticksX = [0, 1, 2, 3].map((at) => at * stepX).filter((tick) => tick <= maxX);
  return {
    x: (value) => gutter + ((width - gutter - right) * value) / maxX,
    y: (value) => top + plot * (1 - value / (STEPS * stepY)),
    ticksX,
    ticksY: Array.from({ length: STEPS + 1 }, (_, at) => at * stepY),
  };
}

function Axes({
  scale,
  width,
  formatX,
  formatY,
}: { scale: Scale; width: number } & Pick<LineChartProps, 'formatX' | 'formatY'>) {
  const text = 'tabular fill-ink-faint text-[11px]';
  return (
    <>
      {scale.ticksY.map((tick) => (
        <g key={tick}>
          <line
            x1={gutter}
            x2={width - right}
            y1={scale.y(tick)}
            y2={scale.y(tick)}
            className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
          />
          <text x={gutter - 6} y={scale.y(tick) + 4} textAnchor="end" className={text}>
            {formatY(tick)}
          </text>
        </g>
      ))}
      {scale.ticksX.map((tick) => (
        <text key={tick} x={scale.x(tick)} y={height - 5} textAnchor="middle" className={text}>
          {formatX(tick)}
        </text>
      ))}
    </>
  );
}

function PointTable({ title, labelHeader, valueHeader, points }: LineChartProps) {
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-faint hover:text-ink">Show as table</summary>
      <table className="mt-2 w-full">
        <caption className="sr-only">{title}</caption>
        <thead className="text-left text-ink-faint">
          <tr>
            <th scope="col" className="py-1 font-medium">
              {labelHeader}
            </th>
            <th scope="col" className="py-1 pl-4 text-right font-medium">
              {valueHeader}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ x, name, shown }) => (
            <tr key={x}>
              <th scope="row" className="tabular border-t py-1 text-left font-normal text-ink">
                {name}
              </th>
              <td className="tabular border-t py-1 pl-4 text-right text-ink">{shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A line through points with their table: the figures are readable without seeing the drawing. */
export function LineChart(props: LineChartProps) {
  const { title, points } = props;
  const [active, setActive] = useState<number | null>(null);
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 320);
  const scale = scaleOf(points, width);
  const chosen = active === null ? undefined : points[active];
  const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${scale.x(x)} ${scale.y(y)}`).join('');
  const nearest = (clientX: number, left: number) => {
    const distances = points.map(({ x }) => Math.abs(scale.x(x) - (clientX - left)));
    setActive(distances.indexOf(Math.min(...distances)));
  };
  return (
    <figure className="m-0">
      <figcaption className="tabular mb-1 h-4 text-xs">
        {chosen ? (
          <>
            <span className="font-semibold text-ink">{chosen.shown}</span>{' '}
            <span className="text-ink-faint">{chosen.name}</span>
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
          onPointerMove={(event) => nearest(event.clientX, event.currentTarget.getBoundingClientRect().left)}
          onPointerLeave={() => setActive(null)}
        >
          <title id={titleId}>{title}</title>
          <Axes {...props} scale={scale} width={width} />
          <path d={path} fill="none" strokeWidth={2} strokeLinejoin="round" className="stroke-accent" />
          {chosen ? <circle cx={scale.x(chosen.x)} cy={scale.y(chosen.y)} r={4} className="fill-accent" /> : null}
        </svg>
      </div>
      <PointTable {...props} />
    </figure>
  );
}
