import type { ChartScale } from './chart-scale.ts';

export function ChartGridlines({
  scale,
  from,
  width,
  formatTick,
}: {
  scale: ChartScale;
  /** Where they begin; what is written stands before it. */
  from: number;
  width: number;
  formatTick: (value: number) => string;
}) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={from}
        x2={width}
        y1={scale.y(tick)}
        y2={scale.y(tick)}
        className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
      />
      <text x={from - 8} y={scale.y(tick) + 4} textAnchor="end" className="tabular fill-ink-faint text-[11px]">
        {formatTick(tick)}
      </text>
    </g>
  ));
}
