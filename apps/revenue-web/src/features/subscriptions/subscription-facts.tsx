import { isLiveSubscription, type Subscription } from '@revenue/billing-core/subscriptions';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EditSubscriptionSheet } from './edit-subscription-sheet.tsx';

const link = 'rounded-sm text-accent-ink hover:underline';

function MetadataValue({ metadata }: Pick<Subscription, 'metadata'>) {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return <span className="text-ink-faint">–</span>;
  return entries.map(([name, value]) => (
    <span key={name} className="block">
      <span className="text-ink-faint">{name}:</span> {typeof value === 'string' ? value : JSON.stringify(value)}
    </span>
  ));
}

function linkFacts({ plan, customer, billing_cycle }: Subscription) {
  return [
    {
      label: 'Customer',
      value: (
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={link}>
          {customer.name}
        </Link>
      ),
    },
    {
      label: 'Plan',
      value: (
        <Link to="/plans/$planId" params={{ planId: plan.id }} className={link}>
          {plan.name}, version {plan.version}
        </Link>
      ),
    },
    {
      label: 'Billing cycle',
      value: billing_cycle ? (
        <Link to="/billing-cycles/$billingCycleId" params={{ billingCycleId: billing_cycle.id }} className={link}>
          {billing_cycle.name}
        </Link>
      ) : null,
    },
  ];
}

function discountWords({ discount, plan }: Subscription, format: Format): string | null {
  if (discount === null) return null;
  const { percent_off, amount_off, ends_on } = discount;
  const off = percent_off === null ? format.money(amount_off ?? 0, plan.currency) : format.percent(percent_off);
  return `${off} off ${ends_on ? `until ${format.date(ends_on)}` : 'for ever'}`;
}

export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { plan, current_period } = subscription;
  const items = [
    ...linkFacts(subscription),
    { label: 'Billed', value: `${plan.currency} ${everyInterval(plan.interval, plan.interval_count)}` },
    { label: 'MRR', value: subscription.mrr === null ? null : format.money(subscription.mrr, plan.currency) },
    { label: 'Discount', value: discountWords(subscription, format) },
    { label: 'Started', value: format.date(subscription.start_date) },
    { label: 'Counted from', value: format.date(subscription.anchor_date) },
    {
      label: isLiveSubscription(subscription.status) ? 'This period' : 'Last period',
      value: format.period(current_period.start, current_period.end),
    },
    {
      label: 'Billed next',
      value: subscription.next_billing_at
        ? format.dateTime(subscription.next_billing_at, subscription.time_zone)
        : null,
    },
    { label: 'Time zone', value: subscription.time_zone.replaceAll('_', ' ') },
    { label: 'Your own id', value: subscription.external_id ? <CopyText text={subscription.external_id} /> : null },
    { label: 'Metadata', value: <MetadataValue metadata={subscription.metadata} /> },
    {
      label: 'Id',
      value: <CopyText text={subscription.id} shown={`${subscription.id.slice(0, 8)}…${subscription.id.slice(-4)}`} />,
    },
  ];
  return (
    <Card
      title="Details"
      actions={
        <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
          Edit
        </Button>
      }
    >
      <DescriptionList items={items} />
      {editing ? <EditSubscriptionSheet subscription={subscription} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}
