import { languageOf } from '@revenue/billing-core/languages';

/** ISO 3166-1 codes of the countries and territories that addresses name. Names come from the browser. */
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

export const countryName = (code: string): string => countryNames.of(code) ?? code;

export const countryOptions = codes
  .split(' ')
  .map((value) => ({ value, label: countryName(value), detail: value }))
  .sort((left, right) => left.label.localeCompare(right.label, 'en'));

/** Currencies in use, as the browser knows them. Funds, metals and test codes are not money one bills in. */
export const currencyOptions = Intl.supportedValuesOf('currency')
  .filter(
    (code) =>
      !/^(X(A|B|D|P|S|T|U|X)|CH[EW]|CLF|COU|MXV|US[NS]|UYI|UYW|BOV)/.test(code) || ['XAF', 'XPF', 'XCD'].includes(code),
  )
  .map((value) => ({ value, label: value, detail: currencyNames.of(value) }));

/** Browsers list a few zones by names that have long been replaced; people look for those of today. */
const renamedZones: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const zones = new Set(Intl.supportedValuesOf('timeZone').map((zone) => renamedZones[zone] ?? zone));
zones.delete('UTC');

export const timeZoneOptions = ['UTC', ...[...zones].sort()].map((value) => ({
  value,
  label: value.replaceAll('_', ' '),
}));

const languages = [
  'en-US',
  'en-GB',
  'en-CA',
  'en-AU',
  'en-IE',
  'en-IN',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-BE',
  'fr-CA',
  'fr-CH',
  'es-ES',
  'es-MX',
  'it-IT',
  'nl-NL',
  'nl-BE',
  'pt-PT',
  'pt-BR',
  'da-DK',
  'sv-SE',
  'nb-NO',
  'fi-FI',
  'pl-PL',
  'cs-CZ',
  'hu-HU',
  'ro-RO',
  'bg-BG',
  'el-GR',
  'tr-TR',
  'uk-UA',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-TW',
];
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** 'en-GB' -> 'British English'. */
export const languageName = (locale: string): string => languageNames.of(locale) ?? locale;

/** In which language somebody of a locale is written to. */
export function writtenLanguage(locale: string | undefined): string | undefined {
  if (!locale) return undefined;
  const language = languageOf(locale);
  const spoken = locale.startsWith(language) ? '' : ', with the figures and dates of this one';
  return `Invoices and mails are in ${languageName(language)}${spoken}.`;
}

export const localeOptions = languages.map((value) => ({
  value,
  label: languageName(value),
  detail: value,
}));

/**
 * The language of the list for somebody in a country: its most spoken one as spoken there, another one as spoken there, or
 * its most spoken one as spoken elsewhere. Undefined where the list has none.
 */
export function localeOf(country: string): string | undefined {
  const spoken = new Intl.Locale(`und-${country}`).maximize();
  const here = languages.filter((locale) => locale.endsWith(`-${country}`));
  const same = (locale: string) => {
    const { language, script } = new Intl.Locale(locale).maximize();
    return language === spoken.language && script === spoken.script;
  };
  return here.find(same) ?? here[0] ?? languages.find(same);
}

/** The terms people choose among; any other net_N is kept as it is. */
export const paymentTermOptions = [
  'due_on_receipt',
  'net_7',
  'net_14',
  'net_30',
  'net_45',
  'net_60',
  'net_90',
  'end_of_month',
];
