import { type Role, roleIncludes } from '@revenue/billing-core/access';
import { customsOf } from '../../format/country-customs.ts';
import { localeOf } from '../../format/places.ts';

/** What a form proposes until somebody chooses. */
export type Customs = { currency: string; time_zone: string; locale: string };

/**
 * What is usual in the country; where nothing is known, and in the company's own country, what the company uses. Who may not
 * choose a currency is offered none but the company's.
 */
export function suggestCustoms(
  country: string,
  company: Customs & { country: string },
  role: Role = 'finance',
): Customs {
  const { currency, time_zone, locale } = company;
  if (country === company.country) return { currency, time_zone, locale };
  const usual = { currency, time_zone, ...customsOf(country), locale: localeOf(country) ?? locale };
  return roleIncludes(role, 'finance') ? usual : { ...usual, currency };
}

/** The fields that still hold what was proposed before, with what is proposed now. What somebody chose stays. */
export function changedSuggestions(held: Customs, before: Customs, now: Customs): Partial<Customs> {
  const fields = ['currency', 'time_zone', 'locale'] as const;
  const untouched = fields.filter((field) => held[field] === before[field] && before[field] !== now[field]);
  return Object.fromEntries(untouched.map((field) => [field, now[field]]));
}
