import { elevenLess, isLuhn, weightedSum } from './check-digits.ts';
import type { TaxIdRule } from './tax-id-rule.ts';

/**
 * Tax numbers outside of the union. Sources: HMRC, VAT notice 725 and the modulus 9755; Swiss Federal Statistical Office
 * (UID); Brønnøysund register; Australian Business Register; GSTN (Luhn mod 36); Canada Revenue Agency; for the American
 * number there is no check digit (IRS).
 */
export const OTHER_TAX_IDS: Readonly<Record<string, TaxIdRule>> = {
  AU: { prefix: '', format: /^[1-9]\d{10}$/, example: '51 824 753 556', check: isAustralian },
  CA: {
    prefix: '',
    format: /^\d{9}(RT\d{4})?$/,
    example: '123026635 RT0001',
    check: (number) => isLuhn(number.slice(0, 9)),
  },
  CH: { prefix: '', format: /^CHE\d{9}(MWST|TVA|IVA)?$/, example: 'CHE-107.787.577 MWST', check: isSwiss },
  GB: { prefix: 'GB', format: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/, example: 'GB980780684', check: isBritish },
  IN: { prefix: '', format: /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/, example: '27AAPFU0939F1ZV', check: isIndian },
  NO: { prefix: 'NO', format: /^\d{9}(MVA)?$/, example: 'NO 995525828 MVA', check: isNorwegian },
  US: { prefix: '', format: /^\d{9}$/, example: '12-3456789', check: null },
};

function isAustralian(number: string): boolean {
  return (weightedSum(number, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;
}

function isSwiss(number: string): boolean {
  const digits = number.slice(3, 12);
  return elevenLess(weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4]), null, 0) === Number(digits[8]);
}

/** Government departments and health authorities have no check; others one of two, since 2010 also with 55 added. */
function isBritish(number: string): boolean {
  if (/^[GH]/.test(number)) return true;
  const sum = weightedSum(number, [8, 7, 6, 5, 4, 3, 2, 10, 1]);
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}

const THIRTY_SIX = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function isIndian(number: string): boolean {
  const sum = [...number.slice(0, 14)].reduce((total, letter, index) => {
    const product = THIRTY_SIX.indexOf(letter) * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return THIRTY_SIX[(36 - (sum % 36)) % 36] === number[14];
}

function isNorwegian(number: string): boolean {
  return elevenLess(weightedSum(number, [3, 2, 7, 6, 5, 4, 3, 2]), null, 0) === Number(number[8]);
}
