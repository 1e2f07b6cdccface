import { isCurrencyCode } from '@revenue/billing-core/money';
import { describe, expect, it } from 'vitest';
import { customsOf } from '../../format/country-customs.ts';
import { countryOptions, localeOptions, timeZoneOptions } from '../../format/places.ts';
import { changedSuggestions, suggestCustoms } from './suggest-customs.ts';

const company = { country: 'US', currency: 'USD', time_zone: 'America/Chicago', locale: 'en-US' };

describe('the customs of a country', () => {
  it.each([
    ['DE', 'EUR', 'Europe/Berlin', 'de-DE'],
    ['PL', 'PLN', 'Europe/Warsaw', 'pl-PL'],
    ['IN', 'INR', 'Asia/Kolkata', 'en-IN'],
    ['CH', 'CHF', 'Europe/Zurich', 'de-CH'],
    ['CA', 'CAD', 'America/Toronto', 'en-CA'],
    ['LU', 'EUR', 'Europe/Luxembourg', 'fr-FR'],
    ['HK', 'HKD', 'Asia/Hong_Kong', 'zh-TW'],
  ])('proposes for %s %s, %s and %s', (country, currency, time_zone, locale) => {
    expect(suggestCustoms(country, company)).toEqual({ currency, time_zone, locale });
  });

  it('keeps to what the company uses in its own country, and to its language where a country has none of ours', () => {
    expect(suggestCustoms('US', company)).toEqual({ currency: 'USD', time_zone: 'America/Chicago', locale: 'en-US' });
    expect(suggestCustoms('EE', company).locale).toBe('en-US');
  });

  it('proposes no other currency to support, which may not set one', () => {
    const polish = { time_zone: 'Europe/Warsaw', locale: 'pl-PL' };
    expect(suggestCustoms('PL', company, 'support')).toEqual({ ...polish, currency: 'USD' });
    expect(suggestCustoms('PL', company, 'finance')).toEqual({ ...polish, currency: 'PLN' });
  });

  it('knows every country of the list, with a currency and a time zone that there are', () => {
    const zones = new Set(timeZoneOptions.map(({ value }) => value));
    for (const { value } of countryOptions) {
      const customs = customsOf(value);
      expect(isCurrencyCode(customs?.currency ?? ''), value).toBe(true);
      expect(zones.has(customs?.time_zone ?? ''), `${value} ${customs?.time_zone}`).toBe(true);
    }
  });
});

describe('a changed country', () => {
  const american = { currency: 'USD', time_zone: 'America/Chicago', locale: 'en-US' };
  const polish = { currency: 'PLN', time_zone: 'Europe/Warsaw', locale: 'pl-PL' };

  it('changes what nobody chose', () => {
    expect(changedSuggestions(american, american, polish)).toEqual(polish);
  });

  it('leaves what somebody chose', () => {
    const held = { ...american, currency: 'EUR' };
    expect(changedSuggestions(held, american, polish)).toEqual({ time_zone: 'Europe/Warsaw', locale: 'pl-PL' });
  });
});

it('proposes only languages of the list', () => {
  const known = new Set(localeOptions.map(({ value }) => value));
  for (const { value } of countryOptions) expect(known.has(suggestCustoms(value, company).locale), value).toBe(true);
});
