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
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const shortDates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthNames = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const seconds = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone });
  return {
    locale,
    currency: settings.currency,
    time_zone: zone,
    money: (amount: number, currency: string) =>
      numberFormat(`money ${currency}`, { style: 'currency', currency }).format(amount),
    /** A price of one: as many digits as it has, at least the currency's own. Text keeps what a number would lose. */
    unitPrice: (amount: number | string, currency: string) =>
      numberFormat(`unit ${currency}`, { style: 'currency', currency, maximumFractionDigits: 12 }).format(
        amount as Intl.StringNumericLiteral,
      ),
    /** An amount given as decimal text, as derivations keep it. */
    decimalMoney: (amount: string, currency: string) =>
      numberFormat(`money ${currency}`, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral),
    compactMoney: (amount: number, currency: string) =>
      numberFormat(`compact ${currency}`, {
        style: 'currency',
        currency,
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }).format(amount),
    compactNumber: (value: number) =>
      numberFormat('compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value),
    number: (value: number | string) =>
      numberFormat('number', { maximumFractionDigits: 12 }).format(value as Intl.StringNumericLiteral),
    /** 0.5 -> '50%' */
    percent: (share: number) => numberFormat('percent', { style: 'percent' }).format(share),
    date: (day: string) => dates.format(dayInstant(day)),
    shortDate: (day: string) => shortDates.format(dayInstant(day)),
    /** 'December 2025' of a day or month. */
    month: (day: string) => months.format(dayInstant(day.slice(0, 7).concat('-01'))),
    /** 'Dec' */
    monthName: (day: string) => monthNames.format(dayInstant(day.slice(0, 7).concat('-01'))),
    dateTime: (instant: string) => instants.format(new Date(instant)),
    dateTimeSeconds: (instant: string) => seconds.format(new Date(instant)),
    /** The civil date of an instant where the tenant is. */
    dayOf: (instant: string) => days.format(new Date(instant)),
    /** A half-open period as people say it: both days included. */
    period: (start: string, end: string) =>
      dates.formatRange(dayInstant(start), new Date(dayInstant(end).getTime() - 1)),
  };
}

export type Format = ReturnType<typeof createFormat>;
