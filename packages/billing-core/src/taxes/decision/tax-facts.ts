import type { LocalDate } from '../../time/index.ts';
import { isInUnion, locate, type TaxLocation } from '../areas/locate.ts';
import type { RegistrationScheme, TaxBuyer, TaxPlace, TaxRegistration, TaxSeller, TaxSupply } from '../schema.ts';
import { countryOfTaxId } from '../tax-id/tax-id-country.ts';
import { isValidOn } from './choose-rules.ts';

/** What the treatment of a supply is decided from. */
export type TaxFacts = {
  day: LocalDate;
  seller: TaxSeller;
  buyer: TaxBuyer;
  supply: TaxSupply;
  /** Where goods leave, or where the seller of a service is. */
  origin: TaxLocation;
  /** Where goods arrive, or where the buyer of a service is. */
  destination: TaxLocation;
  /** Where the law puts the supply, whoever sells and buys; the destination where it puts it nowhere else. */
  fixedPlace: TaxLocation;
  isOriginInUnion: boolean;
  isDestinationInUnion: boolean;
  /** A business with a confirmed VAT number of a member state other than that of the origin. */
  hasUnionNumber: boolean;
};

export function readFacts({ seller, buyer, supply }: Pick<TaxFacts, 'seller' | 'buyer' | 'supply'>): TaxFacts {
  const { date: day, nature } = supply;
  const origin = locate((nature === 'goods' ? supply.dispatched_from : null) ?? placeOf(seller));
  const destination = locate(placeOf(buyer));
  return {
    day,
    seller,
    buyer,
    supply,
    origin,
    destination,
    fixedPlace: supply.takes_place_at === null ? destination : locate(supply.takes_place_at),
    isOriginInUnion: isInUnion(origin, day, nature),
    isDestinationInUnion: isInUnion(destination, day, nature),
    hasUnionNumber: hasUnionNumber(buyer, origin, destination, supply),
  };
}

function placeOf({ country, region, county, city, postal_code }: TaxPlace): TaxPlace {
  return { country, region, county, city, postal_code };
}

function hasUnionNumber(buyer: TaxBuyer, origin: TaxLocation, destination: TaxLocation, supply: TaxSupply): boolean {
  const number = confirmedNumber(buyer);
  if (number === null) return false;
  const named = countryOfTaxId(number);
  // A number without its prefix is one of the buyer's own country.
  const of = named === null ? destination : locate({ ...named, county: null, city: null, postal_code: null });
  return of.area !== origin.area && isInUnion(of, supply.date, supply.nature);
}

/** The tax number of a business, when it was confirmed. One without is taxed as a consumer (Art. 18 of Regulation 282/2011). */
export function confirmedNumber({ type, tax_id, tax_id_valid }: TaxBuyer): string | null {
  return type === 'business' && tax_id_valid ? tax_id : null;
}

/** The registrations of the seller that reach a place on the day, for what is sold there. */
export function registrationsAt({ seller, day }: TaxFacts, place: TaxLocation): TaxRegistration[] {
  return seller.registrations.filter((registration) => {
    if (!isValidOn(registration, day) || !LOCAL_SCHEMES.has(registration.scheme)) return false;
    const { area, region } = locate({ ...registration, county: null, city: null, postal_code: null });
    return area === place.area && (region === null || region === place.region);
  });
}

const LOCAL_SCHEMES: ReadonlySet<RegistrationScheme> = new Set(['standard', 'simplified']);

/** Whether the seller takes part in one of the one-stop shops on the day. */
export function hasScheme({ seller, day }: TaxFacts, scheme: RegistrationScheme): boolean {
  return seller.registrations.some((registration) => registration.scheme === scheme && isValidOn(registration, day));
}
