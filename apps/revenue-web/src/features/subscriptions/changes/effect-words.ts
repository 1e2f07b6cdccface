import { toMinor, wireAmount } from '@revenue/billing-core/money';
import type { SubscriptionChangePreview } from '@revenue/billing-core/subscriptions';
import type { Format } from '../../../format/create-format.ts';

type Money = Pick<
  SubscriptionChangePreview,
  'currency' | 'net' | 'invoice' | 'credit_notes' | 'refund' | 'account_credit' | 'waits' | 'when' | 'effective_on'
>;

type Note = Money['credit_notes'][number];

/** One figure of all credit notes together, added in minor units. */
export function sumOfNotes({ credit_notes, currency }: Money, of: (note: Note) => number): number {
  return wireAmount(
    credit_notes.reduce((total, note) => total + toMinor(String(of(note)), currency), 0n),
    currency,
  );
}

/** Whether its lines are put on a draft that is there already, with others. */
export const changesDraft = ({
  invoice,
  net,
  credit_notes,
}: Pick<Money, 'invoice' | 'net' | 'credit_notes'>): boolean =>
  invoice !== null && credit_notes.length === 0 && invoice.net_total !== net;

/**
 * What the decisive button says: the deed with the money it moves. 'Change and invoice $48.38'; where nothing moves, when
 * it takes effect.
 */
export function confirmWords(deed: string, preview: Money, format: Format): string {
  const { currency, invoice, refund, waits, net, effective_on, when } = preview;
  const money = (amount: number) => format.money(amount, currency);
  const credited = sumOfNotes(preview, (note) => note.credited_total);
  const parts = [
    ...(invoice && invoice.total > 0 && !changesDraft(preview) ? [`invoice ${money(invoice.total)}`] : []),
    ...(refund > 0 ? [`refund ${money(refund)}`] : []),
    ...(refund === 0 && credited > 0 ? [`credit ${money(credited)}`] : []),
  ];
  const then = when === 'period_end' ? ` on ${format.date(effective_on)}` : '';
  if (parts.length > 0) return `${deed}${then} and ${parts.join(', ')}`;
  if (invoice && changesDraft(preview)) return `${deed}, the draft invoice becomes ${money(invoice.total)}`;
  if (waits && net !== 0) return `${deed}, ${money(net)} with the next invoice`;
  return `${deed}${then}`;
}
