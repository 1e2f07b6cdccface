import type { Selection } from '../../list/use-selection.ts';
import { ListBulk } from '../bulk-actions/list-bulk.tsx';
import { invoiceFiles } from './invoice-toolbar.tsx';
import { useInvoiceCount } from './use-invoice-count.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

const actions = ['send_invoices', 'finalize_invoices', 'mark_invoices_paid', 'void_invoices'] as const;

/** What is done with the invoices that are chosen. */
export function InvoiceBulk({ selection }: { selection: Selection }) {
  const { filters, status, sort, search } = useInvoiceFilters();
  return (
    <ListBulk
      selection={selection}
      total={useInvoiceCount()}
      noun="invoice"
      actions={actions}
      filter={{ ...filters, status }}
      files={invoiceFiles}
      sort={sort}
      search={search}
    />
  );
}
