import type { LocalDate } from '../../time/index.ts';
import type { SupplyNature, TaxPlace } from '../schema.ts';
import { isEuMember } from './eu-members.ts';

/**
 * A place together with the area whose tax law holds there: a country, or a territory of a country that is no part of its
 * tax area, such as ES-CN.
 */
export type TaxLocation = TaxPlace & { area: string };

type Territory = {
  readonly country: string;
  /** ISO 3166-2 without the country. */
  readonly regions?: readonly string[];
  readonly postal?: readonly string[];
  readonly is: { readonly country: string; readonly region?: string };
  readonly area: string;
};

/**
 * Territories whose tax is not that of the country in their address. Frozen; the rates in them are rules like any other.
 * Source: Art. 6 and 7 of Directive 2006/112/EC, and for Northern Ireland Art. 8 of the protocol of 2020, Annex 3.
 */
const TERRITORIES: readonly Territory[] = Object.freeze([
  {
    country: 'ES',
    regions: ['CN', 'GC', 'TF'],
    postal: ['35', '38'],
    is: { country: 'ES', region: 'CN' },
    area: 'ES-CN',
  },
  { country: 'ES', regions: ['CE'], postal: ['51'], is: { country: 'ES', region: 'CE' }, area: 'ES-CE' },
  { country: 'ES', regions: ['ML'], postal: ['52'], is: { country: 'ES', region: 'ML' }, area: 'ES-ML' },
  { country: 'DE', postal: ['27498'], is: { country: 'DE' }, area: 'DE-27498' },
  { country: 'DE', postal: ['78266'], is: { country: 'DE' }, area: 'DE-78266' },
  { country: 'IT', postal: ['23041'], is: { country: 'IT' }, area: 'IT-23041' },
  { country: 'IT', postal: ['22061'], is: { country: 'IT' }, area: 'IT-22061' },
  { country: 'FI', regions: ['01'], postal: ['22'], is: { country: 'AX' }, area: 'AX' },
  { country: 'GR', regions: ['69'], postal: ['63086', '63087'], is: { country: 'GR', region: '69' }, area: 'GR-69' },
  { country: 'FR', regions: ['971', 'GP'], postal: ['971'], is: { country: 'GP' }, area: 'GP' },
  { country: 'FR', regions: ['972', 'MQ'], postal: ['972'], is: { country: 'MQ' }, area: 'MQ' },
  { country: 'FR', regions: ['973', 'GF'], postal: ['973'], is: { country: 'GF' }, area: 'GF' },
  { country: 'FR', regions: ['974', 'RE'], postal: ['974'], is: { country: 'RE' }, area: 'RE' },
  { country: 'FR', regions: ['976', 'YT'], postal: ['976'], is: { country: 'YT' }, area: 'YT' },
  { country: 'MC', is: { country: 'FR' }, area: 'FR' },
  { country: 'IM', is: { country: 'GB' }, area: 'GB' },
  { country: 'GB', regions: ['NIR'], postal: ['BT'], is: { country: 'GB', region: 'NIR' }, area: 'GB' },
]);

const TERRITORIES_OF = Map.groupBy(TERRITORIES, ({ country }) => country);

/**
 * The tax area of a place. A territory is known by its region or by how its postal codes begin, and is written in one
 * way: Åland as the country AX, Guadeloupe as GP, Las Palmas as the region CN of ES.
 *
 * @example locate(TaxPlace.parse({ country: 'ES', postal_code: '35001' })).area // 'ES-CN'
 * @example locate(TaxPlace.parse({ country: 'FI', region: '01' })).country // 'AX'
 * @example locate(TaxPlace.parse({ country: 'MC' })).area // 'FR'
 */
export function locate(place: TaxPlace): TaxLocation {
  const territory = TERRITORIES_OF.get(place.country)?.find((candidate) => isIn(place, candidate));
  if (territory === undefined) return { ...place, area: place.country };
  const { is, area } = territory;
  return { ...place, country: is.country, region: is.region ?? null, area };
}

function isIn({ region, postal_code }: TaxPlace, { regions, postal }: Territory): boolean {
  // A country as a whole, such as Monaco.
  if (regions === undefined && postal === undefined) return true;
  if (region !== null && regions?.includes(region) === true) return true;
  return postal_code !== null && postal?.some((prefix) => postal_code.startsWith(prefix)) === true;
}

const PROTOCOL_BEGINS: LocalDate = '2021-01-01';

/**
 * Whether a place lies in the tax area of the European Union on a day. Northern Ireland does for goods, not for services.
 *
 * @example isInUnion(locate(TaxPlace.parse({ country: 'ES' })), '2026-01-01', 'goods') // true
 * @example isInUnion(locate(TaxPlace.parse({ country: 'GB', postal_code: 'BT1 5GS' })), '2026-01-01', 'goods') // true
 * @example isInUnion(locate(TaxPlace.parse({ country: 'GB', region: 'NIR' })), '2026-01-01', 'services') // false
 */
export function isInUnion({ area, country, region }: TaxLocation, day: LocalDate, nature: SupplyNature): boolean {
  if (isEuMember(area, day)) return true;
  return country === 'GB' && region === 'NIR' && nature === 'goods' && day >= PROTOCOL_BEGINS;
}
