import type { BulkAction, BulkActionItem, BulkObjects } from '@revenue/billing-core/bulk-actions';
import { BULK_ACTIONS } from '@revenue/billing-core/bulk-actions';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { bulkWords } from './bulk-words.ts';

const isMoving = ({ status }: BulkAction) => status === 'pending' || status === 'running' || status === 'failed';

/** How far a bulk action is, and what became of each record. Its id is in the address, so a reload changes nothing. */
export function BulkSheet({ id, cursor }: { id: string | undefined; cursor: string | undefined }) {
  const { change } = useListAddress();
  const action = trpc.bulk_actions.get.useQuery(
    { id: id ?? '' },
    { enabled: id !== undefined, refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? false : 1000) },
  );
  useRefreshAtEnd(action.data);
  if (id === undefined) return null;
  const close = () => void change({ bulk: undefined, cursor }, true);
  const words = action.data ? bulkWords[action.data.action] : undefined;
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && close()}
      title={words && action.data ? `${words.verb}: ${counted(action.data.items_total, words.noun)}` : 'Bulk action'}
      description={action.data ? `Asked for by ${action.data.requested_by}` : undefined}
      footer={<Footer action={action.data} onClose={close} />}
    >
      {action.error ? <ProblemState error={action.error} onRetry={() => action.refetch()} /> : null}
      {action.data ? <Report action={action.data} /> : <SkeletonLines lines={6} />}
    </Sheet>
  );
}

/** Lists and figures behind the sheet are asked for again when it is over. */
function useRefreshAtEnd(action: BulkAction | undefined) {
  const cache = trpc.useUtils();
  const over = action !== undefined && !isMoving(action);
  useEffect(() => {
    if (!over) return;
    for (const domain of [
      cache.invoices,
      cache.customers,
      cache.products,
      cache.overview,
      cache.mails,
      cache.plans,
      cache.subscriptions,
    ])
      void domain.invalidate();
  }, [over, cache]);
}

function Footer({ action, onClose }: { action: BulkAction | undefined; onClose: () => void }) {
  const cache = trpc.useUtils();
  const cancel = trpc.bulk_actions.cancel.useMutation({ onSettled: () => cache.bulk_actions.invalidate() });
  return (
    <>
      {action && isMoving(action) ? (
        <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: action.id })}>
          Stop here
        </Button>
      ) : null}
      <Button variant="primary" onClick={onClose}>
        {action && isMoving(action) ? 'Go on in the background' : 'Close'}
      </Button>
    </>
  );
}

function Report({ action }: { action: BulkAction }) {
  const words = bulkWords[action.action];
  const settled = action.done + action.refused + action.failed;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <Status status={action.status} />
        <p className="text-ink-soft text-sm" aria-live="polite">
          {counted(action.done, words.noun)} {words.done}
          {action.refused > 0 ? `, ${action.refused.toLocaleString('en-US')} refused` : ''}
          {action.failed > 0 ? `, ${action.failed.toLocaleString('en-US')} failed` : ''}
        </p>
      </div>
      {isMoving(action) ? (
        <Progress label={`${settled} of ${action.items_total}`} value={settled} total={action.items_total} />
      ) : null}
      {action.failure && action.status === 'failed' ? <Callout tone="warning" title={action.failure} /> : null}
      {action.status === 'canceled' ? (
        <Callout
          tone="warning"
          title={`Stopped: ${counted(action.items_total - settled, words.noun)} left as they are`}
        />
      ) : null}
      {action.failed > 0 ? <Items action={action} outcome="failed" title="Failed" /> : null}
      {action.refused > 0 ? <Items action={action} outcome="refused" title="Refused" /> : null}
      {action.done > 0 ? <Items action={action} outcome="done" title={`${words.done}`} /> : null}
    </div>
  );
}

const links: Record<BulkObjects, (id: string) => LinkProps> = {
  invoices: (invoiceId) => ({ to: '/invoices/$invoiceId', params: { invoiceId } }),
  customers: (customerId) => ({ to: '/customers/$customerId', params: { customerId } }),
  products: (productId) => ({ to: '/products/$productId', params: { productId } }),
  subscriptions: (subscriptionId) => ({ to: '/subscriptions/$subscriptionId', params: { subscriptionId } }),
};

type ItemsProps = { action: BulkAction; outcome: 'done' | 'refused' | 'failed'; title: string };

function Items({ action, outcome, title }: ItemsProps) {
  const format = useFormat();
  const [limit, setLimit] = useState(25);
  const items = trpc.bulk_actions.items.useQuery(
    { id: action.id, outcome, limit },
    { placeholderData: (before) => before, refetchInterval: isMoving(action) ? 2000 : false },
  );
  const linkTo = links[BULK_ACTIONS[action.action]];
  const rest = action[outcome] - (items.data?.data.length ?? 0);
  return (
    <section>
      <h3 className="font-semibold text-ink text-sm first-letter:uppercase">{title}</h3>
      <ul className="mt-1 divide-y divide-line">
        {items.data?.data.map((item: BulkActionItem) => (
          <li key={item.position} className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
            <Link {...linkTo(item.object_id)} className="rounded-sm font-medium text-accent-ink hover:underline">
              {item.label}
            </Link>
            {item.message ? <span className="text-ink-soft">{item.message}</span> : null}
          </li>
        ))}
      </ul>
      {rest > 0 && limit < 100 ? (
        <Button size="sm" variant="ghost" onClick={() => setLimit(100)}>
          Show more
        </Button>
      ) : null}
      {rest > 0 && limit === 100 ? <p className="text-ink-faint text-xs">and {format.number(rest)} more</p> : null}
    </section>
  );
}
