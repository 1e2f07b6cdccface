import type { PlanVersion } from '@revenue/billing-core/catalog';
import type { Format } from '../../format/create-format.ts';
import { everyInterval } from '../../format/words.ts';
import { priceLine } from '../plans/price-words.ts';
import { pricedPlan } from '../plans/priced-plan.ts';

type Version = Pick<PlanVersion, 'currency' | 'interval' | 'interval_count' | 'components'>;

/**
 * '$10.00 per month, $50.00 once, $0.01 per call': each price with how often it is charged; usage is charged as it comes.
 * What is charged once is left out where it is not charged by itself, as with a change.
 */
export function addOnPrice(version: Version, format: Format, { once = true } = {}): string {
  return pricedPlan(version)
    .filter(({ kind }) => once || kind !== 'one_time')
    .map(({ kind, pricing, unit, every = version }) => {
      const price = priceLine(pricing, version.currency, unit, format);
      if (kind === 'usage') return price;
      return `${price} ${kind === 'one_time' ? 'once' : everyInterval(every.interval, every.interval_count)}`;
    })
    .join(', ');
}
