import { describe, expect, test } from 'vitest';
import { isEuMember, isInUnion, locate, TaxPlace } from '../index.ts';

const at = (country: string, words: object = {}) => locate(TaxPlace.parse({ country, ...words }));

describe('tax areas', () => {
  test.each([
    ['Las Palmas', 'ES', { postal_code: '35001' }, 'ES-CN'],
    ['Tenerife', 'ES', { region: 'TF' }, 'ES-CN'],
    ['Ceuta', 'ES', { postal_code: '51001' }, 'ES-CE'],
    ['Melilla', 'ES', { region: 'ML' }, 'ES-ML'],
    ['Madrid', 'ES', { postal_code: '28001', region: 'MD' }, 'ES'],
    ['a Spanish address without details', 'ES', {}, 'ES'],
    ['Helgoland', 'DE', { postal_code: '27498' }, 'DE-27498'],
    ['Büsingen', 'DE', { postal_code: '78266' }, 'DE-78266'],
    ['Livigno', 'IT', { postal_code: '23041' }, 'IT-23041'],
    ['Campione', 'IT', { postal_code: '22061' }, 'IT-22061'],
    ['Mount Athos', 'GR', { region: '69' }, 'GR-69'],
    ['Åland by its region', 'FI', { region: '01' }, 'AX'],
    ['Åland by its postal code', 'FI', { postal_code: '22100' }, 'AX'],
    ['Guadeloupe', 'FR', { postal_code: '97110' }, 'GP'],
    ['Martinique', 'FR', { postal_code: '97200' }, 'MQ'],
    ['Guiana', 'FR', { region: 'GF' }, 'GF'],
    ['Réunion', 'FR', { region: '974' }, 'RE'],
    ['Mayotte', 'FR', { postal_code: '97600' }, 'YT'],
    ['a French address without a postal code', 'FR', { region: 'IDF' }, 'FR'],
    ['Büsingen without its postal code', 'DE', { region: 'BW' }, 'DE'],
    ['Corsica', 'FR', { region: '20R', postal_code: '20000' }, 'FR'],
    ['Monaco', 'MC', {}, 'FR'],
    ['the Isle of Man', 'IM', {}, 'GB'],
    ['Belfast', 'GB', { postal_code: 'BT1 5GS' }, 'GB'],
    ['a place far away', 'US', { region: 'CN', postal_code: '35001' }, 'US'],
  ])('%s', (_, country, words, area) => {
    expect(at(country, words).area).toBe(area);
  });

  test('a territory is written in one way, whichever way it was found', () => {
    expect(at('ES', { postal_code: '38001' })).toEqual(at('ES', { region: 'CN', postal_code: '38001' }));
    expect(at('FI', { region: '01' })).toEqual(at('AX'));
    expect(at('GB', { postal_code: 'BT1' }).region).toBe('NIR');
  });

  test('the union holds its members, without territories, and Northern Ireland for goods', () => {
    const inside = (country: string, words: object = {}, day = '2026-01-01') =>
      isInUnion(at(country, words), day, 'goods');
    expect([inside('ES'), inside('MC'), inside('ES', { region: 'CN' }), inside('AX'), inside('CH')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([inside('GB'), inside('GB', { region: 'NIR' }), inside('IM')]).toEqual([false, true, false]);
    expect(isInUnion(at('GB', { region: 'NIR' }), '2026-01-01', 'digital_services')).toBe(false);
    expect(inside('GB', { region: 'NIR' }, '2021-01-01')).toBe(true);
    expect([inside('GB', {}, '2020-12-31'), inside('IM', {}, '2020-12-31')]).toEqual([true, true]);
    expect(inside('US', { region: 'NIR' })).toBe(false);
    // Before it was a member there was no protocol either.
    expect(inside('GB', { region: 'NIR' }, '1972-12-31')).toBe(false);
  });

  test('members count from the day of their accession until the day of their withdrawal', () => {
    expect([isEuMember('HR', '2013-06-30'), isEuMember('HR', '2013-07-01')]).toEqual([false, true]);
    expect([isEuMember('GB', '2020-12-31'), isEuMember('GB', '2021-01-01')]).toEqual([true, false]);
    expect([isEuMember('BG', '2006-12-31'), isEuMember('BG', '2007-01-01')]).toEqual([false, true]);
    const members = (day: string) =>
      'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'
        .split(' ')
        .filter((country) => isEuMember(country, day)).length;
    // The sizes of the union after each of its steps.
    expect(
      [
        '1958-01-01',
        '1973-01-01',
        '1981-01-01',
        '1986-01-01',
        '1995-01-01',
        '2004-05-01',
        '2007-01-01',
        '2013-07-01',
        '2021-01-01',
      ].map(members),
    ).toEqual([6, 9, 10, 12, 15, 25, 27, 28, 27]);
  });
});
