import { Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';

export type Wallet = { id: string; balance: DecimalLike; priority: number };

export type AppliedWallets = { applied: { id: string; amount: Decimal }[]; amount_due: Decimal };

/**
 * Pays an amount due from wallets: the lower priority number first, then the given order, each up to its balance.
 * Wallets that pay nothing are left out.
 *
 * @example 15 due, wallets of 10 with priorities 50 and 49: 10 from the second, 5 from the first
 */
export function applyWallets(amountDue: DecimalLike, wallets: readonly Wallet[]): AppliedWallets {
  let due = parseDecimal(amountDue);
  const applied: AppliedWallets['applied'] = [];
  for (const wallet of [...wallets].sort((left, right) => left.priority - right.priority)) {
    const amount = Decimal.max(0, Decimal.min(due, parseDecimal(wallet.balance)));
    if (amount.isZero()) continue;
    applied.push({ id: wallet.id, amount });
    due = due.minus(amount);
  }
  return { applied, amount_due: due };
}
