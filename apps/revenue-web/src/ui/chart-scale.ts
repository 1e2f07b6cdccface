import { tickStep } from './tick-step.ts';

/** Where values lie: a few steps, of which as many as needed are below zero. */
export type ChartScale = { ticks: number[]; y: (value: number) => number };

export function chartScale(
  ends: readonly number[],
  { top, plot, steps }: { top: number; plot: number; steps: number },
): ChartScale {
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const step = tickStep(Math.max(high, -low), steps);
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), low < 0 ? 0 : steps)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const y = (value: number) => top + (plot * (last * step - value)) / ((last - first) * step);
  return { ticks, y };
}
