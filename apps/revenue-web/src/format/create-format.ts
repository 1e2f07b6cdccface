export type FormatSettings = { locale: string; time_zone: string; currency: string };

/** An ISO day as the instant of its midnight in UTC, to be written in UTC: a civil date has no zone to shift it. */
const dayInstant = (day: string) => new Date(`${day}T00:00:00Z`);

const supported = (locale: string) => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
};

/** Most languages of Intl write a hyphen; pages write the sign that is as wide as a figure, everywhere. */
const withMinus = (written: string) => written.replace('-', '−');

const day = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const compact = { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const;
const minute = { hour: 'numeric', minute: '2-digit' } as const;

/** One format for each zone that is asked for; making one costs more than using it. */
function inZones(locale: string, options: Intl.DateTimeFormatOptions) {
  const kept = new Map<string, Intl.DateTimeFormat>();
  return (instant: string, timeZone: string) => {
    const found = kept.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    kept.set(timeZone, found);
    return found.format(new Date(instant));
  };
}

/** In a column every figure has as many places as the next: '1.0%' below '12.5%'. */
const percentWith = (places: number, least: number): Intl.NumberFormatOptions => ({
  style: 'unit',
  unit: 'percent',
  minimumFractionDigits: least,
  maximumFractionDigits: places,
});

/** Everything the interface writes for people, in the tenant's locale and time zone. Only writes, never computes. */
export function createFormat(settings: FormatSettings) {
  const locale = supported(settings.locale);
  const zone = settings.time_zone;
  const kept = new Map<string, Intl.NumberFormat>();
  const numberFormat = (key: string, options: Intl.NumberFormatOptions) => {
    const found = kept.get(key) ?? new Intl.NumberFormat(locale, options);
    kept.set(key, found);
    return found;
  };
  const money = (amount: number | string, currency: string) =>
    withMinus(
      numberFormat(`money ${currency}`, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral),
    );
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const shortDates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthNames = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const instants = inZones(locale, { ...day, ...minute, timeZoneName: 'short' });
  const seconds = inZones(locale, { ...day, ...minute, second: '2-digit', timeZoneName: 'short' });
  const days = inZones(locale, { dateStyle: 'medium' });
  return {
    locale,
    currency: settings.currency,
    time_zone: zone,
    money: (amount: number, currency: string) => money(amount, currency),
    /** A price of one: as many digits as it has, at least the currency's own. Text keeps what a number would lose. */
    unitPrice: (amount: number | string, currency: string) =>
      numberFormat(`unit ${currency}`, { style: 'currency', currency, maximumFractionDigits: 12 }).format(
        amount as Intl.StringNumericLiteral,
      ),
    /** An amount given as decimal text, as derivations keep it. */
    decimalMoney: (amount: string, currency: string) => money(amount, currency),
    /** '$15.2K', '$500', '$597.60': what is short already keeps its cents. */
    compactMoney: (amount: number, currency: string) =>
      Math.abs(amount) < 1000 && !Number.isInteger(amount)
        ? money(amount, currency)
        : withMinus(numberFormat(`compact ${currency}`, { style: 'currency', currency, ...compact }).format(amount)),
    compactNumber: (value: number) =>
      numberFormat('compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value),
    number: (value: number | string) =>
      numberFormat('number', { maximumFractionDigits: 12 }).format(value as Intl.StringNumericLiteral),
    /** 12.5 -> '12.5%', where the language writes its sign: '12,5 %'. Parts of a hundred, as rates are kept. */
    percent: (parts: number | string, places = 12, least = 0) =>
      withMinus(
        numberFormat(`percent ${places} ${least}`, percentWith(places, least)).format(
          parts as Intl.StringNumericLiteral,
        ),
      ),
    date: (day: string) => dates.format(dayInstant(day)),
    shortDate: (day: string) => shortDates.format(dayInstant(day)),
    /** 'December 2025' of a day or month. */
    month: (day: string) => months.format(dayInstant(day.slice(0, 7).concat('-01'))),
    /** 'Dec' */
    monthName: (day: string) => monthNames.format(dayInstant(day.slice(0, 7).concat('-01'))),
    /** 'Nov 19, 2026, 7:00 AM EST': a time of day means nothing without its zone, the tenant's if no other is given. */
    dateTime: (instant: string, timeZone = zone) => instants(instant, timeZone),
    dateTimeSeconds: (instant: string) => seconds(instant, zone),
    /** The civil date of an instant where the tenant is, or in the zone given. */
    dayOf: (instant: string, timeZone = zone) => days(instant, timeZone),
    /** A half-open period as people say it: both days included. */
    period: (start: string, end: string) =>
      dates.formatRange(dayInstant(start), new Date(dayInstant(end).getTime() - 1)),
  };
}

export type Format = ReturnType<typeof createFormat>;
