import { z } from 'zod';

/**
 * How a supply is taxed, in the codes of EN 16931 (UNCL 5305).
 * Source: EN 16931-1, BT-95, BT-102, BT-118, BT-151.
 */
export const TAX_CATEGORIES = {
  S: 'taxed at a rate',
  Z: 'taxed at zero',
  E: 'exempt',
  AE: 'reverse charge: the buyer accounts for the tax',
  K: 'supply within the union, exempt for the seller',
  G: 'export outside of the union, not taxed',
  O: 'outside the scope of the tax',
  L: 'Canary Islands general indirect tax (IGIC)',
  M: 'tax of Ceuta and Melilla (IPSI)',
} as const;

export const TaxCategory = z
  .enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'])
  .describe('Category of EN 16931 (UNCL 5305).');
export type TaxCategory = z.infer<typeof TaxCategory>;

/** The reason that a category says by itself. Source: the VATEX code list of EN 16931, maintained by CEF. */
const REASON_CODES: Partial<Record<TaxCategory, string>> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
};

/**
 * The VATEX code that belongs to a category; null for one that needs no reason (S, Z) or that needs its own (E).
 * @example reasonCodeOf('AE') // 'VATEX-EU-AE'
 * @example reasonCodeOf('S') // null
 */
export function reasonCodeOf(category: TaxCategory): string | null {
  return REASON_CODES[category] ?? null;
}

/**
 * Whether a category must say why there is no tax (rules BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10 of EN 16931;
 * by BR-S-10, BR-Z-10, BR-AF-10 and BR-AG-10 the others must not).
 * @example needsReason('E') // true
 * @example needsReason('Z') // false
 */
export function needsReason(category: TaxCategory): boolean {
  return !NEEDS_NO_REASON.has(category);
}

const NEEDS_NO_REASON: ReadonlySet<TaxCategory> = new Set(['S', 'Z', 'L', 'M']);

/**
 * Whether a line of this category may carry an amount of tax (rules BR-S-5, BR-AF-5 and BR-AG-5 of EN 16931; the other
 * categories have a rate of zero).
 * @example mayCarryTax('S') // true
 * @example mayCarryTax('AE') // false
 */
export function mayCarryTax(category: TaxCategory): boolean {
  return CARRIES_TAX.has(category);
}

const CARRIES_TAX: ReadonlySet<TaxCategory> = new Set(['S', 'L', 'M']);
