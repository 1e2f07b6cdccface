import {
  assertStorable,
  currencyExponent,
  type DecimalLike,
  type Derivation,
  decimalText,
  multiplyFractions,
  type RoundingMode,
  roundFraction,
  toFraction,
} from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { ItemToPrice, RatedItem } from './draft-invoice.ts';
import { lineAmount } from './line-amount.ts';
import { namingField } from './naming-field.ts';

/** An item with its amount in minor units, before discount and tax. */
export type PricedItem = {
  position: number;
  kind: 'manual' | 'recurring' | 'usage' | 'one_time';
  product_id: string | null;
  subscription_item_id: string | null;
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: bigint;
  service_start: LocalDate | null;
  service_end: LocalDate | null;
  derivation: Derivation | null;
};

type Pricing = { currency: string; rounding: { mode: RoundingMode } };

/** An item priced: quantity x unit price rounded once, unless it was rated already. */
export function priceItem(
  item: ItemToPrice | RatedItem,
  position: number,
  pricing: Pricing,
  explain: boolean,
): PricedItem {
  const unit_price = item.unit_price === null ? null : decimalText(item.unit_price);
  const quantity = decimalText(item.quantity);
  const { amount, derivation } = namingField(`items[${position - 1}]`, () =>
    amountOf(item, quantity, pricing, explain),
  );
  return {
    position,
    kind: item.kind ?? 'manual',
    product_id: item.product_id ?? null,
    subscription_item_id: item.subscription_item_id ?? null,
    description: item.description,
    quantity,
    unit_price,
    amount,
    derivation,
    service_start: item.service_start ?? null,
    service_end: item.service_end ?? null,
  };
}

function amountOf(
  item: ItemToPrice | RatedItem,
  quantity: string,
  { currency, rounding }: Pricing,
  explain: boolean,
): Pick<PricedItem, 'amount' | 'derivation'> {
  if ('amount' in item) {
    return { amount: assertStorable(item.amount), derivation: explain ? item.derivation : null };
  }
  if (!explain) return { amount: product(quantity, item.unit_price, currency, rounding.mode), derivation: null };
  const { amount, derivation } = lineAmount(quantity, decimalText(item.unit_price), currency, rounding);
  return { amount, derivation };
}

/** The same amount as `lineAmount`, of whole numbers and without its derivation. */
function product(quantity: string, price: DecimalLike, currency: string, mode: RoundingMode): bigint {
  const exact = multiplyFractions(toFraction(quantity), toFraction(price, currencyExponent(currency)));
  return assertStorable(roundFraction(exact, mode));
}
