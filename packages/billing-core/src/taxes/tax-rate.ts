import { type DecimalLike, decimalText, type Fraction, toFraction } from '../money/index.ts';
import type { TaxCategory } from './tax-category.ts';

/** A tax on a line. Two lines with the same name, category and percent are one row of the tax table. */
export type TaxRate = {
  percent: DecimalLike;
  /** "VAT", "GST", "State sales tax"; none unless given. */
  name?: string;
  /** On the amount and the taxes before it, not on the amount alone. */
  compound?: boolean;
  category?: TaxCategory;
  /** Why there is no tax, or not here: a VATEX code. */
  reason_code?: string;
  /** The same for a person. */
  reason?: string;
};

/** A rate read once for a whole invoice. */
export type ReadRate = {
  /** The same for rates that are rounded together and shown in one row. */
  key: string;
  percent: string;
  /** Of one: 19 % is 19/100. */
  factor: Fraction;
  rate: TaxRate;
};

/** Reads each rate of an invoice once: most lines have the same ones. */
export type RateReader = (rate: DecimalLike | TaxRate) => ReadRate;

export function createRateReader(): RateReader {
  const known = new Map<DecimalLike | TaxRate, ReadRate>();
  return (given) => {
    if (typeof given === 'string') return readPercent(given);
    const found = known.get(given);
    if (found !== undefined) return found;
    const read = readRate(given);
    known.set(given, read);
    return read;
  };
}

// A text cannot change, so what it says is remembered from invoice to invoice. The world has a few hundred rates.
const PERCENTS = new Map<string, ReadRate>();
const MAX_PERCENTS = 1_000;

function readPercent(percent: string): ReadRate {
  const found = PERCENTS.get(percent);
  if (found !== undefined) return found;
  const read = readRate(percent);
  if (PERCENTS.size < MAX_PERCENTS) PERCENTS.set(percent, read);
  return read;
}

function readRate(given: DecimalLike | TaxRate): ReadRate {
  const rate = isTaxRate(given) ? given : { percent: given };
  const { n, d } = toFraction(rate.percent);
  // 19 and 19.0 are one rate.
  const percent = d === 1n ? n.toString() : decimalText(rate.percent);
  const name = rate.name ?? '';
  const key = isTaxRate(given) ? `${percent}|${name}|${rate.category ?? ''}|${rate.compound === true}` : percent;
  return { key, percent, factor: { n, d: d * 100n }, rate };
}

function isTaxRate(given: DecimalLike | TaxRate): given is TaxRate {
  return typeof given === 'object' && 'percent' in given;
}
