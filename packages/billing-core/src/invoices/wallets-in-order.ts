import type { DraftInvoice, InvoiceWallet } from './draft-invoice.ts';

/** Wallets as they pay: by priority, then as given. */
export function walletsInOrder({ wallets = [] }: Pick<DraftInvoice, 'wallets'>): InvoiceWallet[] {
  return [...wallets].sort((left, right) => left.priority - right.priority);
}
