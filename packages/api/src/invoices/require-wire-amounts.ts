import { wireAmount } from '@revenue/billing-core/money';

/** Below this an amount has at most 15 digits, which is the common case and needs no look at the currency. */
const ALWAYS_EXACT = 10n ** 15n;

/**
 * An amount that JSON does not carry exactly could be stored and never be shown again: neither it, nor any list it stands
 * in.
 *
 * @throws BillingError amount_not_exact
 */
export function requireWireAmounts(currency: string, amounts: readonly bigint[]): void {
  for (const amount of amounts) {
    if (amount >= ALWAYS_EXACT || amount <= -ALWAYS_EXACT) wireAmount(amount, currency);
  }
}
