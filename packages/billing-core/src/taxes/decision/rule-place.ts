import { locate, type TaxLocation } from '../areas/locate.ts';
import type { TaxRule } from '../schema.ts';

/** Where a rule holds; its postal prefix stands where a place has its postal code. */
export function placeOfRule({ country, region, county, city, postal_prefix }: TaxRule): TaxLocation {
  return locate({ country, region, county, city, postal_code: postal_prefix });
}

/** Names of counties and cities differ in case only by accident. */
export function isSameName(left: string, right: string | null): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}

/** The name of a place in messages and reasons: "US-CA", "DE", "ES-CN". */
export function placeName({ area, country, region }: TaxLocation): string {
  return region === null ? area : `${country}-${region}`;
}
