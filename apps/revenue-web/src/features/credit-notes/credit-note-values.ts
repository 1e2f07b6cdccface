import type { CreateCreditNote } from '@revenue/billing-core/credit-notes';
import type { UseFormReturn } from 'react-hook-form';

export const CREDIT_MEASURES = ['everything', 'total', 'lines'] as const;
export type CreditMeasure = (typeof CREDIT_MEASURES)[number];

export type CreditNoteValues = {
  measure: CreditMeasure;
  total: string;
  issue_date: string;
  reason: string;
  notes: string;
  disposition: CreateCreditNote['disposition'];
  /** By position on the invoice; empty where the line is left alone. */
  quantities: Record<string, string>;
};

export type CreditNoteFormState = UseFormReturn<CreditNoteValues, unknown, CreateCreditNote>;

export const newCreditNote: CreditNoteValues = {
  measure: 'everything',
  total: '',
  issue_date: '',
  reason: '',
  notes: '',
  disposition: 'refund',
  quantities: {},
};

/** What the form says, in the words of the wire: the measure that is not chosen is left out. */
export function sentCreditNote(invoiceId: string, values: Partial<CreditNoteValues>) {
  const { measure, total, issue_date, reason, notes, disposition, quantities = {} } = values;
  const named = Object.entries(quantities).filter(([, quantity]) => quantity?.trim());
  return {
    invoice_id: invoiceId,
    issue_date,
    reason,
    notes,
    disposition,
    ...(measure === 'total' ? { total: total ?? '' } : {}),
    ...(measure === 'lines'
      ? { invoice_items: named.map(([position, quantity]) => ({ position: Number(position), quantity })) }
      : {}),
  };
}
