import { type Decimal, type Explanation, fromStep, given } from '../../money/index.ts';

type PricedUnits = {
  /** Prefix of the step ids: empty, or `tier_1_`. */
  prefix: string;
  unitsStep: string;
  units: Decimal;
  unitAmount: Decimal;
  perUnits: Decimal;
  about?: Record<string, string | number>;
};

/** Explains units x unit_amount / per_units; the result is the step `<prefix>amount`. */
export function explainUnits(explanation: Explanation, priced: PricedUnits): void {
  const { prefix, perUnits } = priced;
  const product = priced.units.times(priced.unitAmount);
  const about = priced.about === undefined ? {} : { about: priced.about };
  const isSingle = perUnits.equals(1);
  explanation.add({
    id: isSingle ? `${prefix}amount` : `${prefix}product`,
    rule: 'unit_price',
    operation: 'multiply',
    operands: [fromStep('quantity', priced.unitsStep), given('unit_amount', priced.unitAmount)],
    result: product,
    ...about,
  });
  if (isSingle) return;
  explanation.add({
    id: `${prefix}amount`,
    rule: 'per_units',
    operation: 'divide',
    operands: [fromStep('amount', `${prefix}product`), given('per_units', perUnits)],
    result: product.div(perUnits),
    ...about,
  });
}

/** product / perUnits; the common price of a single unit costs no division. */
export function overUnits(product: Decimal, perUnits: Decimal): Decimal {
  return perUnits.equals(1) ? product : product.div(perUnits);
}

/** The price of one unit, or null when it has more places than a unit price can hold. */
export function singleUnitPrice(unitAmount: Decimal, perUnits: Decimal): Decimal | null {
  const price = overUnits(unitAmount, perUnits);
  return price.decimalPlaces() <= 12 ? price : null;
}
