import { type Decimal, type Rounding, wholeFraction } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import { percentOf } from './ratio.ts';

export type Trial = {
  started_on: LocalDate;
  /** The first day after the trial. */
  ends_on: LocalDate;
  /** The day on which it became a paying subscription; null when it did not, or not yet. */
  converted_on: LocalDate | null;
};

export type TrialConversion = {
  started: number;
  converted: number;
  /** Ended without a conversion. */
  lost: number;
  /** Still running. */
  running: number;
  /** converted / (converted + lost), in percent: of the trials that are decided. */
  rate: Decimal | null;
  /** converted / started, in percent: of all of them, so that it grows while trials run. */
  rate_of_started: Decimal | null;
};

/**
 * How many trials became paying subscriptions, as known on a day, each rate in percent and rounded once; null of none. A
 * running trial is no failure, and one that converts late counts from that day. For a cohort, hand in the trials that
 * started in its month.
 *
 * Source: ChartMogul's help centre ("Trial-to-paid conversion rate") for the rate of all that started.
 *
 * @param asOf the day on which it is asked, what happened on it included
 * @example
 * const trials = [{ started_on: '2026-01-01', ends_on: '2026-01-15', converted_on: '2026-01-15' }, { started_on: '2026-01-05', ends_on: '2026-01-19', converted_on: null }, { started_on: '2026-01-20', ends_on: '2026-02-03', converted_on: null }];
 * trialConversion(trials, '2026-01-31', { scale: 1, mode: 'half_up' }) // { started: 3, converted: 1, lost: 1, running: 1, rate: '50', rate_of_started: '33.3' }
 * trialConversion(trials, '2026-01-04', { scale: 1, mode: 'half_up' }).rate // null
 */
export function trialConversion(trials: readonly Trial[], asOf: LocalDate, rounding: Rounding): TrialConversion {
  const started = trials.filter(({ started_on }) => started_on <= asOf);
  const hasConverted = ({ converted_on }: Trial) => converted_on !== null && converted_on <= asOf;
  const converted = started.filter(hasConverted).length;
  const lost = started.filter((trial) => !hasConverted(trial) && trial.ends_on <= asOf).length;
  return trialRates({ started: started.length, converted, lost }, rounding);
}

/**
 * The same from counts.
 *
 * @example trialRates({ started: 4, converted: 2, lost: 1 }, { scale: 1, mode: 'half_up' }) // { started: 4, converted: 2, lost: 1, running: 1, rate: '66.7', rate_of_started: '50' }
 */
export function trialRates(
  { started, converted, lost }: Pick<TrialConversion, 'started' | 'converted' | 'lost'>,
  rounding: Rounding,
): TrialConversion {
  const percent = (whole: number) =>
    percentOf(wholeFraction(BigInt(converted)), wholeFraction(BigInt(whole)), rounding);
  return {
    started,
    converted,
    lost,
    running: started - converted - lost,
    rate: percent(converted + lost),
    rate_of_started: percent(started),
  };
}
