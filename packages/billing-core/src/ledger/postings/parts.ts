import { BillingError } from '../../errors/index.ts';
import type { Allocation, LedgerEvent } from '../event-schema.ts';
import type { credit, Posting, PostingReason } from '../posting.ts';

/** One posting to the receivables of each invoice. */
export function perInvoice(side: typeof credit, allocations: readonly Allocation[], reason: PostingReason): Posting[] {
  return allocations.map(({ invoice_id, amount }) => side('accounts_receivable', amount, reason, { invoice_id }));
}

/** @throws BillingError unbalanced_entry when the parts of an event are not its whole */
export function assertParts(event: LedgerEvent, path: string, parts: bigint, whole: bigint): void {
  if (parts !== whole) throw unbalanced(event, path, `add up to ${parts} minor units, not to ${whole}`);
}

/** @throws BillingError unbalanced_entry when a part is more than its whole */
export function assertWithin(event: LedgerEvent, path: string, part: bigint, whole: bigint): void {
  if (part > whole) throw unbalanced(event, path, `come to ${part} minor units, more than the ${whole} there are`);
}

/** Names the field whose figures do not fit the others. */
export function unbalanced({ type, source_id }: LedgerEvent, path: string, message: string): BillingError {
  const errors = [{ path, message }];
  return new BillingError('unbalanced_entry', `${path} of ${type} "${source_id}" ${message}.`, { errors });
}
