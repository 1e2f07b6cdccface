import { BillingError } from '../errors/index.ts';
import {
  assertStorable,
  currencyExponent,
  type Decimal,
  type DecimalLike,
  type Derivation,
  type Explanation,
  fromMinor,
  fromStep,
  parseDecimal,
  prefixed,
  type RoundingMode,
  settle,
  startExplanation,
  toMinor,
} from '../money/index.ts';
import { priceByWholeNumbers, roundPrice } from './compiled-tiers.ts';
import { priceUsage, type UsageOptions } from './price-usage.ts';
import type { Pricing } from './pricing.ts';

export type { Portion } from './portion.ts';

export type RateOptions = UsageOptions & {
  /**
   * What the same period was charged for before. The line then costs the price of everything less the price of that,
   * both rounded, so that slices billed one by one add up to the cent to what they cost together.
   */
  previous_quantity?: DecimalLike;
  /** false leaves the derivation out: millions of lines are rated faster without. */
  explain?: boolean;
};

export type Rated = {
  /** Minor units. */
  amount: bigint;
  /** Decimal text in major units; null where no single price applies, as with tiers. */
  unit_price: string | null;
  /** How the amount came about; null only with `explain: false`. */
  derivation: Derivation | null;
};

/**
 * What a quantity costs: the exact price, held to the limits of the pricing, prorated, and rounded once to the minor
 * unit of the currency. A negative quantity (a correction) is the mirror of the positive one.
 *
 * @throws BillingError unknown_currency, amount_out_of_range; invalid_pricing when percentage pricing lacks transactions
 * @example
 * const pricing = Pricing.parse({ model: 'per_unit', unit_amount: '0.50', per_units: '1000' });
 * rate(pricing, '2500', 'USD', { mode: 'half_up' }).amount // 125n
 * rate(pricing, '2500', 'USD', { mode: 'half_up' }).unit_price // '0.0005'
 * rate(pricing, '2500', 'USD', { mode: 'half_up' }, { previous_quantity: '500' }).amount // 125n
 */
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  rounding: { mode: RoundingMode },
  options?: RateOptions & { explain?: true },
): Rated & { derivation: Derivation };
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  rounding: { mode: RoundingMode },
  options?: RateOptions,
): Rated;
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  { mode }: { mode: RoundingMode },
  options: RateOptions = {},
): Rated {
  const explanation = options.explain === false ? null : startExplanation(currency);
  const rated =
    options.previous_quantity === undefined
      ? rateInto(explanation, pricing, quantity, currency, mode, options)
      : rateSlice(explanation, pricing, options.previous_quantity, quantity, currency, mode, options);
  return { ...rated, derivation: explanation === null ? null : explanation.finish() };
}

/**
 * The exact price in major units, before any rounding.
 * @example
 * const pricing = Pricing.parse({ model: 'package', package_size: '10', package_amount: '15' });
 * priceExactly(pricing, '11') // 30
 */
export function priceExactly(pricing: Pricing, quantity: DecimalLike, options: UsageOptions = {}): Decimal {
  return priceUsage(pricing, quantity, options, null).amount;
}

type RatedAmount = Omit<Rated, 'derivation'>;

/** Rates a quantity and writes its steps into an explanation, the rounded amount last. */
export function rateInto(
  explanation: Explanation | null,
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  mode: RoundingMode,
  options: UsageOptions,
): RatedAmount {
  if (explanation === null) {
    const price = priceByWholeNumbers(pricing, quantity, options.tier_selection_quantity);
    if (price !== null) {
      const amount = assertStorable(roundPrice(price, currencyExponent(currency), options.portion, mode));
      const isPart = options.portion !== undefined && options.portion.part !== options.portion.whole;
      return { amount, unit_price: isPart ? null : price.unitPrice };
    }
  }
  const priced = priceUsage(pricing, quantity, options, explanation);
  // Settled, not just rounded: a third of a limit times three is the limit, and must not decide a tie by its last digit.
  const rounded = settle(priced.amount, currencyExponent(currency), mode);
  if (explanation !== null) explainRounding(explanation, rounded, currency, mode);
  return {
    amount: toMinor(rounded, currency),
    unit_price: priced.unitPrice === null ? null : priced.unitPrice.toFixed(),
  };
}

function rateSlice(
  explanation: Explanation | null,
  pricing: Pricing,
  previousQuantity: DecimalLike,
  quantity: DecimalLike,
  currency: string,
  mode: RoundingMode,
  options: UsageOptions,
): RatedAmount {
  if (pricing.model === 'percentage') {
    const message = 'percentage pricing looks at single transactions; rate the new ones by themselves instead.';
    throw new BillingError('invalid_pricing', message);
  }
  const within = (prefix: string) => (explanation === null ? null : prefixed(explanation, prefix));
  const whole = parseDecimal(previousQuantity).plus(parseDecimal(quantity));
  const before = rateInto(within('before_'), pricing, previousQuantity, currency, mode, options);
  const after = rateInto(within('after_'), pricing, whole, currency, mode, options);
  const amount = after.amount - before.amount;
  explanation?.add({
    id: 'increment',
    rule: 'increment',
    operation: 'subtract',
    operands: [fromStep('after', 'after_rounded'), fromStep('before', 'before_rounded')],
    result: fromMinor(amount, currency),
  });
  return { amount, unit_price: null };
}

function explainRounding(explanation: Explanation, rounded: Decimal, currency: string, mode: RoundingMode): void {
  const scale = currencyExponent(currency);
  explanation.add({
    id: 'rounded',
    rule: 'rounding',
    operation: 'round',
    operands: [explanation.last('amount')],
    result: rounded,
    rounding: { scale, mode },
  });
}
