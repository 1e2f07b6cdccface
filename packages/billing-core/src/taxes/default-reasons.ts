/** Why a line bears no tax, where nobody said it in his own words. Stored in these words, and read in the reader's. */
export const EXEMPT_REASON = 'The customer is exempt from tax';

const ABROAD = 'Not charged to customers in ';

export const abroadReason = (country: string): string => `${ABROAD}${country}`;

export type DefaultReason = { why: 'exempt' } | { why: 'abroad'; country: string };

/** Which reason of ours these words are; null for words of somebody else. */
export function readDefaultReason(reason: string): DefaultReason | null {
  if (reason === EXEMPT_REASON) return { why: 'exempt' };
  const country = reason.slice(ABROAD.length);
  return reason.startsWith(ABROAD) && /^[A-Z]{2}$/.test(country) ? { why: 'abroad', country } : null;
}
