import { type ComputedDraft, computeDraft } from '../invoices/compute-draft.ts';
import { refuseNegativeTotal } from '../invoices/create-invoice.ts';
import type { PartySnapshot } from '../invoices/parties.ts';
import { requireWireAmounts } from '../invoices/require-wire-amounts.ts';

/** A document of the file, gathered from its rows. */
export interface ImportedDocument {
  number: string;
  is_credit: boolean;
  issue_date: string;
  currency: string;
  customer_id: string;
  customer: PartySnapshot;
  import_hash: string;
  lines: { product_id: string | null; description: string; quantity: string; unit_price: string }[];
}

export type ImportedDraft = Omit<ImportedDocument, 'lines'> & { draft: ComputedDraft };

/**
 * Its figures, by the function that computes every invoice. Past documents state prices as they were paid: no tax is put on
 * top, none is taken out.
 *
 * @throws BillingError amount_out_of_range, amount_not_exact; not_billable where the lines round to less than zero
 */
export function draftImported({ lines, ...document }: ImportedDocument): ImportedDraft {
  const nothingOff = { percent_off: null, amount_off: null };
  const { currency, issue_date } = document;
  const draft = computeDraft(
    { currency, issue_date, payment_terms: 'due_on_receipt', prices_include_tax: false, ...nothingOff },
    lines.map((item) => ({ item, tax_rates: [], ...nothingOff })),
  );
  refuseNegativeTotal(draft.total);
  requireWireAmounts(currency, [draft.total, ...draft.items.map(({ amount }) => amount)]);
  return { ...document, draft };
}
