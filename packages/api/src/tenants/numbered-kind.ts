/** What has numbers of its own, in a series of the tenant. */
export type NumberedKind = 'invoice' | 'credit_note';

/** How numbers are formed until the tenant chooses otherwise. */
export const DEFAULT_NUMBER_FORMATS: Record<NumberedKind, string> = {
  invoice: 'INV-{YYYY}-{SEQ:3}',
  credit_note: 'CN-{YYYY}-{SEQ:3}',
};
