import { isLiveSubscription, type Subscription } from '@revenue/billing-core/subscriptions';
import { Link } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { PlannedLines } from './planned-lines.tsx';
import { endOf } from './standing-words.ts';

/** Why nothing follows, with what would change that. */
function nothingWords(subscription: Subscription): string {
  if (!isLiveSubscription(subscription.status)) return 'None: the subscription has ended.';
  if (subscription.status === 'paused') return 'None while it is paused; resuming it shows what is billed then.';
  return endOf(subscription) === null
    ? 'Nothing more is due as it stands.'
    : 'None: all that is due until its end is billed.';
}

/** What the billing run will make of the subscription next, by its own plan. */
export function UpcomingInvoice({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const upcoming = trpc.subscriptions.upcoming_invoice.useQuery({ id: subscription.id });
  if (upcoming.error) return <ProblemState error={upcoming.error} onRetry={() => upcoming.refetch()} />;
  if (!upcoming.data) return <SkeletonLines lines={4} />;
  const { invoice, payer, held } = upcoming.data;
  if (invoice === null) {
    return (
      <Card title="Upcoming invoice">
        <p className="text-ink-soft text-sm">{nothingWords(subscription)}</p>
      </Card>
    );
  }
  const others = payer.id === subscription.customer.id ? null : payer;
  return (
    <Card
      title="Upcoming invoice"
      description={`${format.money(invoice.total, invoice.currency)}, made ${format.dayOf(invoice.bills_at, subscription.time_zone)}, due ${format.date(invoice.due_date)}`}
    >
      {held ? (
        <Callout tone="warning" title={`${held.customer_name} is held back: no run makes it yet`}>
          Since {format.dayOf(held.held_at, subscription.time_zone)}, by {held.held_by}: {held.reason}. It stays due;{' '}
          <Link to="/billing-runs" className="text-accent-ink underline-offset-2 hover:underline">
            release them
          </Link>{' '}
          and the next run bills it.
        </Callout>
      ) : null}
      {invoice.usage_so_far || others ? (
        <p className="text-ink-soft text-sm">
          {invoice.usage_so_far ? 'With the usage so far; more may come until then. ' : ''}
          {others ? (
            <>
              It goes to{' '}
              <Link
                to="/customers/$customerId"
                params={{ customerId: others.id }}
                className="text-accent-ink underline-offset-2 hover:underline"
              >
                {others.name}
              </Link>
              , who pays for {subscription.customer.name}.
            </>
          ) : null}
        </p>
      ) : null}
      <PlannedLines invoice={invoice} />
    </Card>
  );
}
