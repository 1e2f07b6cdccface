import { describe, expect, test } from 'vitest';
import { checkTaxId, countryOfTaxId } from '../index.ts';

const verdict = (taxId: string, country: string) => checkTaxId(taxId, country).verdict;

/** Numbers that tax offices, registers, companies and the tests of other libraries have published. */
const PUBLISHED: [country: string, numbers: string[]][] = [
  ['AT', ['ATU13585627', 'ATU10223006']],
  ['BE', ['BE0428759497', 'BE 0403.019.261']],
  ['BG', ['BG175074752']],
  ['CY', ['CY10259033P']],
  ['CZ', ['CZ25123891', 'CZ00177041']],
  ['DE', ['DE136695976', 'DE 129273398', 'DE811115368']],
  ['DK', ['DK13585628', 'DK 24 25 67 90']],
  ['EE', ['EE100931558', 'EE100594102']],
  ['ES', ['ESB58378431', 'ES54362315K', 'ESX5253868R', 'ESJ99216582', 'ESA28015865', 'ESQ2818002D']],
  ['FI', ['FI20774740', 'FI01120389']],
  ['FR', ['FR40303265045', 'FR23334175221', 'FRK7399859412', 'FR4Z123456782', 'FR83404833048']],
  ['GR', ['EL094259216', 'EL 123456783']],
  ['HR', ['HR33392005961']],
  ['HU', ['HU12892312']],
  ['IE', ['IE6433435F', 'IE6433435OA', 'IE8D79739I', 'IE6388047V']],
  ['IT', ['IT00743110157', 'IT00488410010']],
  ['LT', ['LT119511515', 'LT100001919017', 'LT100004801610']],
  ['LU', ['LU15027442', 'LU26375245']],
  ['LV', ['LV40003521600']],
  ['MT', ['MT11679112']],
  ['NL', ['NL004495445B01', 'NL002455799B11', 'NL123456789B13']],
  ['PL', ['PL8567346215', 'PL 5260001246']],
  ['PT', ['PT501964843', 'PT 502 011 378']],
  ['RO', ['RO18547290', 'RO 1590082']],
  ['SE', ['SE123456789701', 'SE556703748501']],
  ['SI', ['SI50223054']],
  ['SK', ['SK2022749619']],
  ['GB', ['GB980780684', 'GB 434 0314 94', 'GB980780684001', 'GBGD001', 'GBHA500', 'XI 980780684']],
  ['CH', ['CHE-107.787.577 IVA', 'CHE-107.787.577']],
  ['NO', ['NO 995525828 MVA', '988077917']],
  ['AU', ['51 824 753 556', '83 914 571 673']],
  ['IN', ['27AAPFU0939F1ZV']],
  ['CA', ['123026635RT0001', '123026635']],
];

/** What counts the branches of one company and is in no check. */
const BRANCH = /(?<=^NL\d{9})B\d\d$|(?<=^SE\d{10})\d\d$|RT\d{4}$/;

describe.each(PUBLISHED)('numbers of %s', (country, numbers) => {
  test.each(numbers)('%s is valid, with blanks and in small letters, too', (number) => {
    expect(checkTaxId(number, country)).toMatchObject({ verdict: 'valid', country, reason: null });
    expect(verdict(`  ${number.toLowerCase().split('').join(' ')}`, country)).toBe('valid');
  });

  test('lose their validity with a digit', () => {
    const [first = ''] = numbers;
    const checked = first.replace(BRANCH, '').length;
    const isWrong = [...first].flatMap((character, index) =>
      index < checked && /\d/.test(character)
        ? [first.slice(0, index) + ((Number(character) + 1) % 10) + first.slice(index + 1)]
        : [],
    );
    expect(isWrong.filter((number) => verdict(number, country) === 'valid')).toEqual([]);
  });

  test('of another length are refused, and the reason shows one that is right', () => {
    const { verdict: given, reason } = checkTaxId(`${numbers[0]}99999`, country);
    expect(given).toBe('invalid');
    expect(reason).toContain(`is no tax ID of ${country}; one looks like `);
  });
});

describe('a tax number', () => {
  test('is known by its prefix before the country of the customer', () => {
    expect(checkTaxId('DE136695976', 'FR')).toMatchObject({ verdict: 'valid', country: 'DE' });
    expect(checkTaxId('EL094259216', 'DE')).toMatchObject({ verdict: 'valid', country: 'GR' });
    expect(checkTaxId('136695976', 'DE')).toMatchObject({ verdict: 'valid', number: 'DE136695976' });
    // Two letters that look like a country: GD is not Grenada here.
    expect(checkTaxId('GD001', 'GB')).toMatchObject({ verdict: 'valid', country: 'GB', number: 'GBGD001' });
    // Neither of the two: it is judged as one of the customer's own country.
    expect(checkTaxId('DE123', 'FR')).toMatchObject({ verdict: 'invalid', country: 'FR' });
    expect(checkTaxId('DE136695976', 'BR')).toMatchObject({ verdict: 'valid', country: 'DE' });
    expect(checkTaxId('DE123', 'BR')).toMatchObject({ verdict: 'not_checked', country: 'BR' });
  });

  test('is written in one way', () => {
    const written = (taxId: string, country: string) => checkTaxId(taxId, country).number;
    expect(written('che-107.787.577 mwst', 'CH')).toBe('CHE107787577MWST');
    expect(written('094 259 216', 'GR')).toBe('EL094259216');
    expect(written('xi 980 7806 84', 'GB')).toBe('XI980780684');
    expect(written('12-3456789', 'US')).toBe('123456789');
    expect(written('12.345/678-x', 'BR')).toBe('12345678X');
  });

  test('says what is wrong with it, or what was not looked at', () => {
    expect(checkTaxId('DE136695977', 'DE').reason).toBe('has the wrong check digits for DE; is a digit mistyped?');
    expect(checkTaxId('12-3456789', 'US')).toEqual({
      verdict: 'format_only',
      country: 'US',
      number: '123456789',
      reason: 'tax IDs of US have no check digit to look at',
    });
    expect(checkTaxId('1234', 'BR')).toEqual({
      verdict: 'not_checked',
      country: 'BR',
      number: '1234',
      reason: 'the tax IDs of BR are not known here: it was not checked',
    });
    expect(verdict('12-345678', 'US')).toBe('invalid');
    expect(verdict('', 'DE')).toBe('invalid');
  });

  test.each([
    ['a Spanish company with a digit has no letter', 'ESB58378431', 'ESB5837843A', 'ES'],
    ['a Spanish public body has a letter', 'ESQ2818002D', 'ESQ28180024', 'ES'],
    ['a Spanish association may have either', 'ESJ99216582', 'ESJ99216583', 'ES'],
    ['a Spanish foreigner has the letter of 0, 1 or 2 and the digits', 'ESY1234567X', 'ESZ1234567X', 'ES'],
    ['a Spanish minor has the letter of the digits alone', 'ESK1234567L', 'ESK1234567T', 'ES'],
    ['a Czech company does not begin with nine', 'CZ25123891', 'CZ95123891', 'CZ'],
    ['a Slovak number has a third digit of some kinds only', 'SK2022749619', 'SK2012749619', 'SK'],
    ['a Cypriot number does not begin with twelve', 'CY10259033P', 'CY12000139V', 'CY'],
    ['a Swedish number ends in its branch', 'SE123456789701', 'SE123456789700', 'SE'],
    ['a French number has the check of its SIREN as well', 'FR40303265045', 'FR43303265046', 'FR'],
    ['a British number of the older series has 97 less the sum', 'GB123456782', 'GB123456783', 'GB'],
    ['a British number of the series since 2010 has 55 added', 'GB123456727', 'GB123456728', 'GB'],
    ['a Bulgarian remainder of ten takes the second weights', 'BG123456057', 'BG123456050', 'BG'],
    ['a Bulgarian remainder of ten by both weights is nought', 'BG123456100', 'BG123456101', 'BG'],
    ['a Lithuanian remainder of ten by both weights is nought', 'LT123450510', 'LT123450511', 'LT'],
    ['a Czech number of nine and seven more is none, right check or not', 'CZ85123919', 'CZ95123903', 'CZ'],
    ['a Spaniard has the letter of all eight digits', 'ES12345678Z', 'ES12345678S', 'ES'],
    ['a Spaniard abroad has the letter of the digits alone', 'ESL1234567L', 'ESL1234567T', 'ES'],
    ['another without a number of their own, too', 'ESM1234567L', 'ESM1234567T', 'ES'],
  ])('%s', (_, right, wrong, country) => {
    expect([verdict(right, country), verdict(wrong, country)]).toEqual(['valid', 'invalid']);
  });

  test('of natural persons in Bulgaria, Czechia and Latvia is looked at by its format alone', () => {
    expect(
      ['BG1234567890', 'CZ123456789', 'CZ1234567890', 'LV12345678901'].map((number) => verdict(number, 'LV')),
    ).toEqual(Array.from({ length: 4 }, () => 'valid'));
  });

  test('of Monaco is a French one without the check of a SIREN', () => {
    expect(verdict('FR53000004605', 'MC')).toBe('valid');
    expect(verdict('FR54000004605', 'MC')).toBe('invalid');
  });
});

test('the first two letters of a number name a country, also with blanks before them', () => {
  expect(countryOfTaxId('  xi 123')).toEqual({ country: 'GB', region: 'NIR' });
  expect(countryOfTaxId('U13585627')).toBeNull();
});
