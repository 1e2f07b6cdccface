import { elevenLess, isLuhn, isMod11Of10, remainder, weightedSum } from './check-digits.ts';
import { isFrench, isIrish, isSpanish } from './lettered-numbers.ts';
import type { TaxIdRule } from './tax-id-rule.ts';

const last = (number: string) => Number(number.at(-1));
const lastTwo = (number: string) => Number(number.slice(-2));

/**
 * The VAT numbers of the member states. Formats: VIES of the European Commission (what a number looks like). Check
 * digits: the "VIES VAT number algorithms" of the Commission and the tax offices of the states.
 */
export const EU_TAX_IDS: Readonly<Record<string, TaxIdRule>> = {
  AT: { prefix: 'AT', format: /^U\d{8}$/, example: 'ATU13585627', check: (number) => isAustrian(number.slice(1)) },
  BE: {
    prefix: 'BE',
    format: /^[01]\d{9}$/,
    example: 'BE0428759497',
    check: (number) => 97 - remainder(number.slice(0, 8), 97) === lastTwo(number),
  },
  BG: {
    prefix: 'BG',
    format: /^\d{9,10}$/,
    example: 'BG175074752',
    check: (number) => number.length === 10 || isBulgarian(number),
  },
  CY: { prefix: 'CY', format: /^(?!12)\d{8}[A-Z]$/, example: 'CY10259033P', check: isCypriot },
  CZ: {
    prefix: 'CZ',
    format: /^\d{8,10}$/,
    example: 'CZ25123891',
    check: (number) => number.length > 8 || isCzech(number),
  },
  DE: { prefix: 'DE', format: /^[1-9]\d{8}$/, example: 'DE136695976', check: isMod11Of10 },
  DK: {
    prefix: 'DK',
    format: /^[1-9]\d{7}$/,
    example: 'DK13585628',
    check: (number) => weightedSum(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  EE: {
    prefix: 'EE',
    format: /^\d{9}$/,
    example: 'EE100931558',
    check: (number) => weightedSum(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  },
  ES: { prefix: 'ES', format: /^([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/, example: 'ESB58378431', check: isSpanish },
  FI: {
    prefix: 'FI',
    format: /^\d{8}$/,
    example: 'FI20774740',
    check: (number) => elevenLess(weightedSum(number, [7, 9, 10, 5, 8, 4, 2]), null, 0) === last(number),
  },
  FR: { prefix: 'FR', format: /^[A-HJ-NP-Z0-9]{2}\d{9}$/, example: 'FR40303265045', check: isFrench },
  GR: {
    prefix: 'EL',
    format: /^\d{9}$/,
    example: 'EL094259216',
    check: (number) => (weightedSum(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(number),
  },
  HR: { prefix: 'HR', format: /^\d{11}$/, example: 'HR33392005961', check: isMod11Of10 },
  HU: {
    prefix: 'HU',
    format: /^\d{8}$/,
    example: 'HU12892312',
    check: (number) => weightedSum(number, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0,
  },
  IE: { prefix: 'IE', format: /^(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, example: 'IE6433435F', check: isIrish },
  IT: { prefix: 'IT', format: /^\d{11}$/, example: 'IT00743110157', check: isLuhn },
  LT: { prefix: 'LT', format: /^(\d{7}1\d|\d{10}1\d)$/, example: 'LT119511515', check: isLithuanian },
  LU: {
    prefix: 'LU',
    format: /^\d{8}$/,
    example: 'LU15027442',
    check: (number) => remainder(number.slice(0, 6), 89) === lastTwo(number),
  },
  LV: {
    prefix: 'LV',
    format: /^\d{11}$/,
    example: 'LV40003521600',
    check: (number) => Number(number[0]) < 4 || weightedSum(number, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3,
  },
  MT: {
    prefix: 'MT',
    format: /^[1-9]\d{7}$/,
    example: 'MT11679112',
    check: (number) => weightedSum(number, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0,
  },
  NL: { prefix: 'NL', format: /^\d{9}B\d{2}$/, example: 'NL004495445B01', check: isDutch },
  PL: {
    prefix: 'PL',
    format: /^\d{10}$/,
    example: 'PL8567346215',
    check: (number) => weightedSum(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(number),
  },
  PT: {
    prefix: 'PT',
    format: /^[1-9]\d{8}$/,
    example: 'PT501964843',
    check: (number) => elevenLess(weightedSum(number, [9, 8, 7, 6, 5, 4, 3, 2]), 0, 0) === last(number),
  },
  RO: { prefix: 'RO', format: /^[1-9]\d{1,9}$/, example: 'RO18547290', check: isRomanian },
  SE: {
    prefix: 'SE',
    format: /^\d{10}(0[1-9]|[1-9]\d)$/,
    example: 'SE123456789701',
    check: (number) => isLuhn(number.slice(0, 10)),
  },
  SI: {
    prefix: 'SI',
    format: /^[1-9]\d{7}$/,
    example: 'SI50223054',
    check: (number) => elevenLess(weightedSum(number, [8, 7, 6, 5, 4, 3, 2]), 0, null) === last(number),
  },
  SK: {
    prefix: 'SK',
    format: /^[1-9]\d[2-47-9]\d{7}$/,
    example: 'SK2022749619',
    check: (number) => remainder(number, 11) === 0,
  },
};

function isAustrian(digits: string): boolean {
  const sum = [...digits.slice(0, 7)].reduce((total, digit, index) => {
    const value = index % 2 === 1 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 4);
  return (sum + last(digits)) % 10 === 0;
}

/** Of legal persons; the ten digits of natural persons are of several kinds. */
function isBulgarian(number: string): boolean {
  const first = weightedSum(number, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first === 10 ? (weightedSum(number, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10 : first;
  return check === last(number);
}

/** What the digits at odd places count, as letters: B is 1, A is 0, F is 5 and so on. */
const CYPRIOT = 'BAFHJNPRTV';
const LETTER_A = 65;

function isCypriot(number: string): boolean {
  const sum = [...number.slice(0, 8)].reduce((total, digit, index) => {
    const value = index % 2 === 0 ? CYPRIOT.charCodeAt(Number(digit)) - LETTER_A : Number(digit);
    return total + value;
  }, 0);
  return String.fromCharCode(LETTER_A + (sum % 26)) === number.at(-1);
}

/** Of legal persons; the numbers of natural persons are their birth numbers. */
function isCzech(number: string): boolean {
  return number[0] !== '9' && elevenLess(weightedSum(number, [8, 7, 6, 5, 4, 3, 2]), 0, 1) === last(number);
}

/** Nine digits of legal persons, twelve of others; the second weights are for a remainder that is no digit. */
function isLithuanian(number: string): boolean {
  const count = number.length - 1;
  const weights = (from: number) => Array.from({ length: count }, (_, index) => ((index + from) % 9) + 1);
  const first = weightedSum(number, weights(0)) % 11;
  const check = first === 10 ? (weightedSum(number, weights(2)) % 11) % 10 : first;
  return check === last(number);
}

/** Companies by their nine digits; since 2020 natural persons by ISO 7064 MOD 97-10 over the whole, with N as 23 and so on. */
function isDutch(number: string): boolean {
  if (weightedSum(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(number[8])) return true;
  const asDigits = `2321${number.replace('B', '11')}`;
  return remainder(asDigits, 97) === 1;
}

function isRomanian(number: string): boolean {
  const padded = number.padStart(10, '0');
  return ((weightedSum(padded, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(number);
}
