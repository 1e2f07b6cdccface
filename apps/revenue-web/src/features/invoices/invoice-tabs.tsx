import { INVOICE_STATUSES, type InvoiceStatus, type InvoiceStatusSums } from '@revenue/billing-core/invoices';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { TabLinks } from '../../ui/tabs.tsx';
import type { InvoiceListFilters } from './use-invoice-filters.ts';

export type InvoiceTabsProps = {
  status: InvoiceStatus | undefined;
  filters: InvoiceListFilters;
  /** The address, which each tab keeps but for its status. */
  search: Record<string, string | undefined>;
};

type Sums = InvoiceStatusSums['data'];

const countOf = (rows: Sums) => rows.reduce((count, row) => count + row.count, 0);

/** Each status with how many there are and what they come to; several currencies stand side by side, never added. */
export function InvoiceTabs({ status, filters, search }: InvoiceTabsProps) {
  const kept = { ...search, status: undefined, cursor: undefined };
  const format = useFormat();
  const sums = trpc.invoices.sums.useQuery(filters, { placeholderData: (before) => before });
  const rows = sums.data?.data;
  const detailOf = (word: InvoiceStatus) => {
    const inStatus = rows?.filter((row) => row.status === word) ?? [];
    const own = inStatus.find((row) => row.currency === format.currency) ?? inStatus[0];
    if (!own) return '–';
    const others = inStatus.length - 1;
    return `${format.compactMoney(own.total, own.currency)}${others > 0 ? ` +${others}` : ''}`;
  };
  const shown = INVOICE_STATUSES.filter(
    (word) => !['void', 'uncollectible'].includes(word) || word === status || rows?.some((row) => row.status === word),
  );
  const tabs = [
    {
      id: 'all',
      label: 'All',
      count: rows && countOf(rows),
      detail: 'every status',
      link: { to: '/invoices', search: kept } as const,
    },
    ...shown.map((word) => ({
      id: word,
      label: humanize(word),
      count: rows && countOf(rows.filter((row) => row.status === word)),
      detail: detailOf(word),
      link: { to: '/invoices', search: { ...kept, status: word } } as const,
    })),
  ];
  return <TabLinks label="Invoices by status" tabs={tabs} current={status ?? 'all'} />;
}
