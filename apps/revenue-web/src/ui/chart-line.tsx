import { ChartGridlines } from './chart-gridlines.tsx';
import { chartScale } from './chart-scale.ts';
import { cx } from './cx.ts';

/** How much room the line takes above the bars. */
export const LINE_HEIGHT = 116;

const top = 8;
const plot = 84;

/** A line over the middles of the bars below it. */
export function ChartLine({
  values,
  middles,
  width,
  gutter,
  active,
  formatTick,
}: {
  values: readonly number[];
  middles: readonly number[];
  width: number;
  gutter: number;
  active: number | null;
  formatTick: (value: number) => string;
}) {
  const scale = chartScale(values, { top, plot, steps: 2 });
  const points = values.map((value, at) => [middles[at] ?? gutter, scale.y(value)] as const);
  const path = points.map(([x, y]) => `${x},${y}`).join(' ');
  const [first, last] = [points[0], points.at(-1)];
  const floor = scale.y(0);
  return (
    <g>
      <ChartGridlines scale={scale} from={gutter} width={width} formatTick={formatTick} />
      {first && last ? (
        <polygon points={`${first[0]},${floor} ${path} ${last[0]},${floor}`} className="fill-accent-soft" />
      ) : null}
      <polyline points={path} fill="none" strokeWidth={2} strokeLinejoin="round" className="stroke-accent" />
      {points.map(([x, y], at) =>
        at === active || points.length <= 31 ? (
          <circle
            // A point is known by its place.
            key={at}
            cx={x}
            cy={y}
            r={at === active ? 4 : 2.5}
            className={cx('fill-accent', at === active && 'stroke-surface')}
          />
        ) : null,
      )}
    </g>
  );
}
