import { isLuhn, luhnDigit, remainder, weightedSum } from './check-digits.ts';

const FRENCH = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A key of two characters and the SIREN. Companies of Monaco have a number that begins with 000 and no check of its own. */
export function isFrench(number: string): boolean {
  const [key, siren] = [number.slice(0, 2), number.slice(2)];
  if (!siren.startsWith('000') && !isLuhn(siren)) return false;
  if (/^\d\d$/.test(key)) return (12 + 3 * remainder(siren, 97)) % 97 === Number(key);
  const [first, second] = [...key].map((letter) => FRENCH.indexOf(letter));
  const check = /^\d/.test(key) ? weigh(first, 24, second, 10) : weigh(first, 34, second, 100);
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

function weigh(first = 0, weight = 0, second = 0, less = 0): number {
  return first * weight + second - less;
}

const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
/** The letters of bodies whose check is a letter, and of those whose check is a digit; the others may have either. */
const WITH_LETTER = 'NPQRSW';
const WITH_DIGIT = 'ABEH';

/** DNI of citizens, NIE of foreigners, NIF of minors and others abroad (K, L, M), and the numbers of companies. */
export function isSpanish(number: string): boolean {
  const [kind, check] = [number.charAt(0), number.slice(-1)];
  const digits = number.slice(1, -1);
  if (/\d/.test(kind)) return SPANISH_LETTERS[remainder(number.slice(0, 8), 23)] === check;
  if ('XYZ'.includes(kind)) return SPANISH_LETTERS[remainder(`${'XYZ'.indexOf(kind)}${digits}`, 23)] === check;
  if ('KLM'.includes(kind)) return SPANISH_LETTERS[remainder(digits, 23)] === check;
  return isSpanishCompany(kind, digits, check);
}

function isSpanishCompany(kind: string, digits: string, check: string): boolean {
  const digit = luhnDigit(digits);
  const letter = 'JABCDEFGHI'[digit];
  if (WITH_LETTER.includes(kind)) return check === letter;
  return check === String(digit) || (check === letter && !WITH_DIGIT.includes(kind));
}

const IRISH = 'WABCDEFGHIJKLMNOPQRSTUV';

/** Seven digits, a check letter and perhaps one more letter; or the old form, whose second place is a letter, + or *. */
export function isIrish(number: string): boolean {
  const isOld = !/^\d{2}/.test(number);
  const digits = isOld ? `0${number.slice(2, 7)}${number[0]}` : number.slice(0, 7);
  const second = isOld ? 0 : IRISH.indexOf(number[8] ?? 'W');
  return IRISH[(weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23] === number[7];
}
