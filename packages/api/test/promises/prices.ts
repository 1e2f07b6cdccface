import { wireAmount } from '@revenue/billing-core/money';
import type { Caller } from '../kit/start-api.ts';
import type { Random } from '../simulation/random.ts';

type NewPlan = Parameters<Caller['plans']['create']>[0];
export type Kind = 'recurring' | 'usage' | 'one_time';
export type Price = NewPlan['components'][number]['pricing'];

/** An amount by chance, in minor units of the currency, as it goes over the wire. */
export const amountOf = (random: Random, currency: string, most: number, least = 0): number =>
  wireAmount(BigInt(random.int(least, most)), currency);

const unitPrice = (random: Random) => `${random.int(0, 40)}.${String(random.int(0, 999)).padStart(3, '0')}`;

/** What may hold a price, now and then. */
function limitsOf(random: Random, currency: string) {
  const kind = random.int(0, 9);
  if (kind === 0) return { minimum_amount: amountOf(random, currency, 3000) };
  if (kind === 1) return { maximum_amount: amountOf(random, currency, 9000) };
  if (kind === 2) return { commitment: { amount: amountOf(random, currency, 5000), overage_factor: '1.5' } };
  return {};
}

/** A price of any model that a fee, or usage, may have. */
export function priceOf(random: Random, currency: string, kind: Kind): Price {
  const limits = limitsOf(random, currency);
  const tiers = () => [
    { up_to: 3, unit_amount: unitPrice(random), flat_amount: amountOf(random, currency, 900) },
    { up_to: 10, unit_amount: unitPrice(random) },
    { up_to: null, unit_amount: unitPrice(random), flat_amount: amountOf(random, currency, 90) },
  ];
  const rates = () => [
    { up_to: 50, rate_percent: String(random.int(0, 30)) },
    { up_to: null, rate_percent: `${random.int(0, 9)}.5`, flat_amount: amountOf(random, currency, 500) },
  ];
  const zero_quantity = random.pick(['zero', 'first_tier_flat'] as const);
  const models: (() => Price)[] = [
    () => ({ model: 'flat', amount: amountOf(random, currency, 60_000), ...limits }),
    () => ({ model: 'per_unit', unit_amount: unitPrice(random), included_units: random.int(1, 3), ...limits }),
    () => ({ model: 'per_unit', unit_amount: unitPrice(random), per_units: 7, round_up_to_units: 7, ...limits }),
    () => ({ model: 'graduated', tiers: tiers(), zero_quantity, ...limits }),
    () => ({ model: 'volume', tiers: tiers(), zero_quantity, ...limits }),
    () => ({
      ...{ model: 'package', package_size: random.int(1, 6), free_units: random.int(0, 4) },
      ...{ package_amount: amountOf(random, currency, 4000), round: random.pick(['up', 'down'] as const), ...limits },
    }),
    () => ({ model: 'graduated_percentage', tiers: rates(), zero_quantity, ...limits }),
    () => ({ model: 'percentage', rate_percent: `${random.int(0, 20)}.25`, ...limits }),
  ];
  // A fee has no money of which a part could be taken.
  return random.pick(kind === 'usage' ? models : models.slice(0, -1))();
}
