import { trpc } from '../../api/trpc.ts';
import { useInvoiceFilters } from './use-invoice-filters.ts';

/** How many invoices the tab and the filters leave, on all pages. */
export function useInvoiceCount(): number | undefined {
  const { filters, status } = useInvoiceFilters();
  const sums = trpc.invoices.sums.useQuery(filters, { placeholderData: (before) => before });
  return sums.data?.data
    .filter((row) => status === undefined || row.status === status)
    .reduce((sum, row) => sum + row.count, 0);
}
