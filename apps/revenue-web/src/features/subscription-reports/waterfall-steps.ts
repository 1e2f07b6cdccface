import type { MrrTotal } from '@revenue/billing-core/metrics';
import { MOVEMENTS } from './movement-words.ts';

export type WaterfallStep = {
  id: string;
  name: string;
  /** Below zero for what was lost. */
  amount: number;
  colour: number;
  /** A level, not a movement. */
  whole: boolean;
  /** Where its bar begins and how long it is, in percent of the highest level. */
  left: number;
  width: number;
};

/** The opening, each movement from where the one before left off, and the closing. Those of nothing are left out. */
export function waterfallSteps(row: Omit<MrrTotal, 'arr' | 'currency'>): WaterfallStep[] {
  const highest = Math.max(row.opening + row.new + row.expansion + row.reactivation, row.closing, Number.MIN_VALUE);
  const share = (amount: number) => Math.max(0, Math.min(100, (100 * amount) / highest));
  const level = (id: string, name: string, amount: number): WaterfallStep => {
    return { id, name, amount, colour: 1, whole: true, left: 0, width: share(amount) };
  };
  let standing = row.opening;
  const moves = MOVEMENTS.flatMap(({ id, name, sign, colour }): WaterfallStep[] => {
    const amount = sign * row[id];
    if (amount === 0) return [];
    const from = standing;
    standing += amount;
    return [
      { id, name, amount, colour, whole: false, left: share(Math.min(from, standing)), width: share(Math.abs(amount)) },
    ];
  });
  return [level('opening', 'Opening', row.opening), ...moves, level('closing', 'Closing', row.closing)];
}
