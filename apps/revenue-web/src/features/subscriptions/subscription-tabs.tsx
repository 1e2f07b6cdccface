import {
  SUBSCRIPTION_STATUSES,
  type SubscriptionPage,
  type SubscriptionStatus,
  type SubscriptionSums,
} from '@revenue/billing-core/subscriptions';
import { trpc } from '../../api/trpc.ts';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { tabCount } from '../../list/tab-count.ts';
import { TabLinks } from '../../ui/tabs.tsx';
import { useSubscriptionFilters } from './use-subscription-filters.ts';

type Sums = SubscriptionSums['data'];

/** '$1.2K MRR +2': in the company's currency, and in how many others beside it; currencies are never added. */
function mrrOf(rows: Sums | undefined, status: SubscriptionStatus, format: Format): string {
  const worth = rows?.filter((row) => row.mrr !== 0 && row.status === status) ?? [];
  const own = worth.find(({ currency }) => currency === format.currency) ?? worth[0];
  if (!own) return '–';
  const others = worth.length > 1 ? ` +${worth.length - 1}` : '';
  return `${format.compactMoney(own.mrr, own.currency)} MRR${others}`;
}

/** The usual tabs always, the unusual ones when there is something in them; each with what it is worth a month. */
export function SubscriptionTabs({ counts }: { counts: SubscriptionPage['counts'] | undefined }) {
  const { filters, search } = useSubscriptionFilters();
  const { status: current, ...others } = filters;
  const format = useFormat();
  const sums = trpc.subscriptions.sums.useQuery(others, { placeholderData: (before) => before });
  const kept = { ...search, status: undefined, cursor: undefined };
  const shown = SUBSCRIPTION_STATUSES.filter(
    (word) => word === 'active' || word === 'canceled' || word === current || (counts?.[word] ?? 0) > 0,
  );
  const tabs = [null, ...shown].map((word) => ({
    id: word ?? 'all',
    label: word === null ? 'All' : humanize(word),
    count: tabCount(counts?.[word ?? 'all']),
    detail: word === null ? 'every status' : mrrOf(sums.data?.data, word, format),
    link: { to: '/subscriptions', search: { ...kept, status: word ?? undefined } } as const,
  }));
  return <TabLinks label="Subscriptions by status" tabs={tabs} current={current ?? 'all'} />;
}
