import type { LocalDate } from '../../time/index.ts';

type Membership = { readonly since: LocalDate; readonly until?: LocalDate };

/**
 * The member states of the European Union and its predecessor; `until` is the first day after. Frozen: accession and
 * withdrawal are history, a new member is a new row. For the United Kingdom the union's tax law held through 2020.
 * Source: the accession treaties; Art. 126 and 127 of the withdrawal agreement of 2020.
 */
const EU_MEMBERS: Readonly<Record<string, Membership>> = Object.freeze({
  AT: { since: '1995-01-01' },
  BE: { since: '1958-01-01' },
  BG: { since: '2007-01-01' },
  CY: { since: '2004-05-01' },
  CZ: { since: '2004-05-01' },
  DE: { since: '1958-01-01' },
  DK: { since: '1973-01-01' },
  EE: { since: '2004-05-01' },
  ES: { since: '1986-01-01' },
  FI: { since: '1995-01-01' },
  FR: { since: '1958-01-01' },
  GB: { since: '1973-01-01', until: '2021-01-01' },
  GR: { since: '1981-01-01' },
  HR: { since: '2013-07-01' },
  HU: { since: '2004-05-01' },
  IE: { since: '1973-01-01' },
  IT: { since: '1958-01-01' },
  LT: { since: '2004-05-01' },
  LU: { since: '1958-01-01' },
  LV: { since: '2004-05-01' },
  MT: { since: '2004-05-01' },
  NL: { since: '1958-01-01' },
  PL: { since: '2004-05-01' },
  PT: { since: '1986-01-01' },
  RO: { since: '2007-01-01' },
  SE: { since: '1995-01-01' },
  SI: { since: '2004-05-01' },
  SK: { since: '2004-05-01' },
});

/**
 * Whether a country (ISO 3166-1) was a member state of the European Union on a day.
 * @example isEuMember('HR', '2013-06-30') // false
 * @example isEuMember('HR', '2013-07-01') // true
 * @example isEuMember('GB', '2021-01-01') // false
 */
export function isEuMember(country: string, day: LocalDate): boolean {
  const membership = EU_MEMBERS[country];
  if (membership === undefined) return false;
  const { since, until } = membership;
  return since <= day && (until === undefined || day < until);
}
