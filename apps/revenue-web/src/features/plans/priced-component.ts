import { type Pricing, rate } from '@revenue/billing-core/catalog';
import { fromMinor, sum } from '@revenue/billing-core/money';

/** A component of a plan as cards and calculators show it, saved or still being typed. */
export type PricedComponent = {
  id: string;
  name: string;
  kind: string;
  unit: string | null;
  timing: string;
  pricing: Pricing;
};

export type CalculatedLine = { component: PricedComponent; amount: string };

/** Whether the price depends on a quantity at all. */
export const takesQuantity = (component: PricedComponent) => component.pricing.model !== 'flat';

/** Pricing by transaction needs their single values; a calculator with one quantity cannot show it honestly. */
export const canCalculate = (component: PricedComponent) => component.pricing.model !== 'percentage';

/** What one period would cost at these quantities: rated by the core, summed in minor units. Decimal texts. */
export function calculate(
  components: readonly PricedComponent[],
  quantities: ReadonlyMap<string, string>,
  currency: string,
) {
  const rated = components.filter(canCalculate).map((component) => {
    const quantity = takesQuantity(component) ? (quantities.get(component.id) ?? '0') : '1';
    return {
      component,
      minor: rate(component.pricing, quantity, currency, { mode: 'half_up' }, { explain: false }).amount,
    };
  });
  const total = sum(
    rated.map(({ minor }) => ({ amount: minor, currency })),
    currency,
  );
  return {
    lines: rated.map(({ component, minor }): CalculatedLine => ({ component, amount: fromMinor(minor, currency) })),
    total: fromMinor(total.amount, currency),
  };
}
