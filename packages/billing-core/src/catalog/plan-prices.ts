import { BillingError } from '../errors/index.ts';
import { parseDecimal } from '../money/index.ts';
import type { Interval } from '../time/index.ts';
import type { NewPrice, ProductType } from './schema.ts';

/** A price as it will be stored. */
export type PlannedPrice = { currency: string; unit_amount: string; interval: Interval | null; interval_count: number };

export type PriceFields = {
  price?: string | undefined;
  currency?: string | undefined;
  interval?: Interval | null | undefined;
  interval_count?: number | undefined;
  prices?: NewPrice[] | undefined;
};

export type CurrentPrice = {
  currency: string;
  unit_amount: { toFixed(): string } | string;
  interval: string | null;
  interval_count: number;
};

/**
 * The prices that an input asks for: `price` in `currency`, and those in `prices`. What an input leaves out of a price
 * stays as the current price in that currency has it.
 *
 * @throws BillingError validation_failed for an interval of what does not recur, and for one without a price
 * @example planPrices('recurring', { price: '9.50', currency: 'EUR' }, [], 'USD')
 * // [{ currency: 'EUR', unit_amount: '9.50', interval: 'month', interval_count: 1 }]
 */
export function planPrices(
  type: ProductType,
  input: PriceFields,
  current: CurrentPrice[],
  main_currency: string,
): PlannedPrice[] {
  const { price, currency = main_currency, interval, interval_count, prices = [] } = input;
  const known = current.find((row) => row.currency === currency);
  const unit_amount = price ?? (known && decimalOf(known));
  const saysAnything = [price, input.currency, interval, interval_count].some((field) => field !== undefined);
  if (saysAnything && unit_amount === undefined)
    throw fault('price', `is missing: there is no price in ${currency} yet`);
  const main: NewPrice[] =
    saysAnything && unit_amount !== undefined ? [{ currency, unit_amount, interval, interval_count }] : [];
  if (main.length > 0 && prices.some((row) => row.currency === currency)) {
    throw fault('prices', `names ${currency}, which price gives already`);
  }
  return [...main, ...prices].map((wanted) => {
    const before = current.find((row) => row.currency === wanted.currency);
    return completePrice(type, wanted, before);
  });
}

/**
 * Those of the planned prices that differ from what is current.
 * @example
 * const planned = planPrices('one_time', { price: '5.00', currency: 'EUR' }, [], 'EUR');
 * changedPrices(planned, [{ ...planned[0], unit_amount: '5' }]) // []
 * @example
 * const planned = planPrices('one_time', { price: '5.00', currency: 'EUR' }, [], 'EUR');
 * changedPrices(planned, [{ ...planned[0], unit_amount: '6' }]).length // 1
 */
export function changedPrices(planned: PlannedPrice[], current: CurrentPrice[]): PlannedPrice[] {
  return planned.filter((price) => {
    const before = current.find((row) => row.currency === price.currency);
    return (
      !before ||
      !parseDecimal(decimalOf(before)).equals(price.unit_amount) ||
      before.interval !== price.interval ||
      before.interval_count !== price.interval_count
    );
  });
}

const decimalOf = ({ unit_amount }: CurrentPrice): string =>
  typeof unit_amount === 'string' ? unit_amount : unit_amount.toFixed();

function completePrice(type: ProductType, wanted: NewPrice, before: CurrentPrice | undefined): PlannedPrice {
  const { currency, unit_amount } = wanted;
  if (type !== 'recurring') {
    if (wanted.interval || wanted.interval_count) throw fault('interval', `is for recurring products; this is ${type}`);
    return { currency, unit_amount, interval: null, interval_count: 1 };
  }
  const interval = wanted.interval ?? (before?.interval as Interval | null | undefined) ?? 'month';
  return { currency, unit_amount, interval, interval_count: wanted.interval_count ?? before?.interval_count ?? 1 };
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
}
