import { Pricing } from '@revenue/billing-core/catalog';
import type { Format } from '../../format/create-format.ts';
import { priceLine } from '../plans/price-words.ts';

type Told = {
  name: string;
  quantity?: unknown;
  pricing?: unknown;
  meter?: { unit?: string | null } | null;
};

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
const itemsIn = (value: unknown): Told[] => (Array.isArray(value) ? value.filter(isTold) : []);

/** By name: what has the same name is the same item for people. */
const byName = (value: unknown) => new Map(itemsIn(value).map((item) => [item.name, item]));

/** 'Seats from 3 to 5', 'Support added', 'Phone removed', 'Seats now $8.00 per unit'. */
export function itemsWords(before: unknown, after: unknown, format: Format, currency: string | null): string[] {
  const [old, now] = [byName(before), byName(after)];
  return [
    ...[...now.values()].flatMap((item) => {
      const was = old.get(item.name);
      return was === undefined ? [`${item.name} added`] : differences(was, item, format, currency);
    }),
    ...[...old.keys()].flatMap((name) => (now.has(name) ? [] : [`${name} removed`])),
  ];
}

function differences(was: Told, item: Told, format: Format, currency: string | null): string[] {
  if (countOf(was) !== countOf(item))
    return [`${item.name} from ${format.number(countOf(was))} to ${format.number(countOf(item))}`];
  if (JSON.stringify(was.pricing) === JSON.stringify(item.pricing)) return [];
  const price = ownPrice(item, format, currency);
  return [price === null ? `${item.name} at another price` : `${item.name} now ${price}`];
}

/**
 * Beside a change of plan, whose fees all come and go, only what one would ask for: what became of those that stay under
 * their name, and what there is more than one of.
 */
export function itemsOfPlanWords(before: unknown, after: unknown, format: Format, currency: string | null): string[] {
  const old = byName(before);
  return [...byName(after).values()].flatMap((item) => {
    const was = old.get(item.name);
    if (was !== undefined) return differences(was, item, format, currency);
    return countOf(item) === 1 ? [] : [`${item.name} ${format.number(countOf(item))}`];
  });
}

/** A flat fee costs the same however many it is said to be. */
const countOf = ({ quantity, pricing }: Told) =>
  typeof pricing === 'object' && pricing !== null && 'model' in pricing && pricing.model === 'flat'
    ? 1
    : Number(quantity ?? 1);

/** What a change to come brings: 'Seats 5', 'Support', at a price of its own 'Seats $8.00 per unit'. */
export function itemsToComeWords(items: unknown, kind: string, format: Format, currency: string | null): string[] {
  const fresh = itemsIn(items).filter((item) => 'state' in item && item.state === 'scheduled');
  if (!['quantity', 'addon', 'price'].includes(kind)) return itemsOfPlanWords([], fresh, format, currency);
  return fresh.map((item) => {
    const price = kind === 'price' ? ownPrice(item, format, currency) : null;
    const count = countOf(item) === 1 && kind === 'addon' ? '' : ` ${format.number(countOf(item))}`;
    return `${item.name}${price === null ? count : ` ${price}`}`;
  });
}

function ownPrice({ pricing, meter }: Told, format: Format, currency: string | null): string | null {
  const price = Pricing.safeParse(pricing);
  return price.success && currency !== null ? priceLine(price.data, currency, meter?.unit ?? null, format) : null;
}
