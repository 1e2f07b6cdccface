import { Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';

export type Wallet = { id: string; balance: DecimalLike; priority: number };

export type AppliedWallets = { applied: { id: string; amount: Decimal }[]; amount_due: Decimal };

/**
 * Pays an amount due from wallets: the lower priority number first, then the given order, each up to its balance.
 * Wallets that pay nothing are left out.
 * @example
 * const wallets = [{ id: 'first', balance: '10', priority: 50 }, { id: 'second', balance: '10', priority: 49 }];
 * applyWallets('15', wallets).applied // [{ id: 'second', amount: '10' }, { id: 'first', amount: '5' }]
 * applyWallets('15', wallets).amount_due // 0
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
