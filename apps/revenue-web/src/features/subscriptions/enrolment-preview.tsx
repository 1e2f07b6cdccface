import { CreateSubscription, type SubscriptionPreview } from '@revenue/billing-core/subscriptions';
import { useCallback } from 'react';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { replaceBlanks } from '../../forms/wire-resolver.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Computing } from '../../ui/computing.tsx';
import { cx } from '../../ui/cx.ts';
import { useSettledForm } from '../invoices/editor/use-settled-form.ts';
import { TrialMethod } from '../payment-methods/trial-method.tsx';
import { PlannedLines } from './planned-lines.tsx';
import {
  type Offered,
  type SubscriptionFormState,
  type SubscriptionValues,
  sentSubscription,
  withoutBegun,
} from './subscription-values.ts';

/** What would be asked of the server; null while the form is not complete enough. */
function readRequest(values: SubscriptionValues, offered: Offered): CreateSubscription | null {
  const parsed = CreateSubscription.safeParse(
    replaceBlanks(sentSubscription(withoutBegun(values), offered), undefined),
  );
  return parsed.success ? parsed.data : null;
}

type CardProps = { invoice: SubscriptionPreview['invoices'][number]; time_zone: string; first: boolean };

function PlannedInvoiceCard({ invoice, time_zone, first }: CardProps) {
  const format = useFormat();
  return (
    <Card
      title={first ? 'First invoice' : 'Second invoice'}
      description={`${format.money(invoice.total, invoice.currency)}, made ${format.dayOf(invoice.bills_at, time_zone)}`}
    >
      <PlannedLines invoice={invoice} />
      {invoice.usage_so_far ? (
        <p className="mt-2 text-ink-faint text-xs">With the usage that there is by now; more may come until then.</p>
      ) : null}
    </Card>
  );
}

/** The first two invoices of the subscription as it would be made now, a moment after typing has paused. */
export function EnrolmentPreview(props: { form: SubscriptionFormState; offered: Offered }) {
  const { form, offered } = props;
  const read = useCallback((values: SubscriptionValues) => readRequest(values, offered), [offered]);
  const sent = useSettledForm(form, 250, read);
  const preview = trpc.subscriptions.preview.useQuery(sent as never, {
    enabled: sent !== null,
    placeholderData: (before) => before,
    retry: false,
  });
  const format = useFormat();
  if (sent === null) {
    return (
      <Card title="First invoices">
        <p className="text-ink-soft text-sm">Choose a customer and a plan; their first two invoices appear here.</p>
      </Card>
    );
  }
  if (preview.error) return <Callout tone="danger" title={readProblem(preview.error).message} />;
  const { invoices = [], payer, subscription } = preview.data ?? {};
  // What is on the page is of what was chosen before.
  const isComputing = preview.isPlaceholderData || preview.data === undefined;
  return (
    <section
      aria-label="Preview"
      aria-busy={preview.isFetching}
      className={cx('flex flex-col gap-4', preview.isPlaceholderData && '[&>:not([role=status])]:opacity-60')}
    >
      {isComputing ? <Computing>Computing the first invoices…</Computing> : null}
      {subscription && !isComputing ? (
        <p className="text-ink-soft text-sm">
          The first period is {format.period(subscription.current_period.start, subscription.current_period.end)}.
          {subscription.trial_end ? ` Free until ${format.date(subscription.trial_end)}.` : ''}
          {payer && payer.id !== subscription.customer.id ? ` Invoices go to ${payer.name}.` : ''}
        </p>
      ) : null}
      {subscription?.trial_end && payer ? (
        <TrialMethod payer={payer} trial_end={subscription.trial_end} without={subscription.trial_without_method} />
      ) : null}
      {invoices.map((invoice, at) => (
        <PlannedInvoiceCard
          key={invoice.bills_at}
          invoice={invoice}
          time_zone={subscription?.time_zone ?? format.time_zone}
          first={at === 0}
        />
      ))}
      {preview.data && invoices.length === 0 ? (
        <Callout>Nothing would be invoiced as it stands: no fee, and no usage yet.</Callout>
      ) : null}
    </section>
  );
}
