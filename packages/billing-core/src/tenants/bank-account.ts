/** Characters of an IBAN by country (the IBAN registry of SWIFT); countries that have none are not in it. */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
  'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
  'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
  'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';
const LENGTH_OF = new Map(LENGTHS.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]));

/** As it is stored and printed into codes: no spaces, capitals. */
export function compactIban(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/**
 * Why an account number in its compact form is no IBAN, or null. Two digits changed or exchanged are found: the remainder
 * by 97 (ISO 7064) is no longer 1.
 * @example ibanFault('DE89370400440532013000') // null
 * @example ibanFault('DE88370400440532013000') // 'is not an IBAN: its check digits do not fit; compare it digit by digit'
 */
export function ibanFault(iban: string): string | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'is not an IBAN; write it like DE89 3704 0044 0532 0130 00';
  const country = iban.slice(0, 2);
  const length = LENGTH_OF.get(country);
  if (length === undefined) return `is not an IBAN: accounts in ${country} have none`;
  if (iban.length !== length)
    return `is not an IBAN: one of ${country} has ${length} characters, this has ${iban.length}`;
  if (remainderBy97(iban.slice(4) + iban.slice(0, 4)) === 1) return null;
  return 'is not an IBAN: its check digits do not fit; compare it digit by digit';
}

/** Letters count as 10 to 35, digit after digit, so that no number outgrows a double. */
function remainderBy97(text: string): number {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

/** Why a text in capitals is no BIC (ISO 9362), or null. */
export function bicFault(bic: string): string | null {
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)
    ? null
    : 'is not a BIC; it has 8 or 11 letters and digits, like COBADEFFXXX';
}

/**
 * Why a text is no routing number of a bank in the United States (ABA), or null. Its last digit checks the others.
 * @example routingNumberFault('021000021') // null
 * @example routingNumberFault('021000012') // 'is not a routing number: its check digit does not fit; compare it digit by digit'
 */
export function routingNumberFault(number: string): string | null {
  if (!/^\d{9}$/.test(number)) return 'is not a routing number; in dollars it has 9 digits, like 021000021';
  const sum = [...number].reduce((all, digit, at) => all + Number(digit) * ([3, 7, 1][at % 3] ?? 0), 0);
  return sum % 10 === 0 ? null : 'is not a routing number: its check digit does not fit; compare it digit by digit';
}
