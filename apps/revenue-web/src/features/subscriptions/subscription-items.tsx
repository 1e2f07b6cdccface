import { Pricing, type PricingView } from '@revenue/billing-core/catalog';
import { isLiveSubscription, type Subscription, type SubscriptionItem } from '@revenue/billing-core/subscriptions';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { limitTexts, priceLine, tierTexts, whenTexts } from '../plans/price-words.ts';

const priceOf = (pricing: PricingView) => Pricing.parse(pricing);

/** '12 × €22.00 per unit', '12 in graduated tiers'; a flat fee and usage have no quantity of their own. */
export function itemPrice(
  { kind, quantity, pricing, meter }: SubscriptionItem,
  currency: string,
  format: Format,
): string {
  const price = priceOf(pricing);
  const line = priceLine(price, currency, meter?.unit ?? null, format);
  if (kind === 'usage' || price.model === 'flat') return line;
  return 'tiers' in price ? `${format.number(quantity)} ${line}` : `${format.number(quantity)} × ${line}`;
}

function Tiers({ item, currency }: { item: SubscriptionItem; currency: string }) {
  const format = useFormat();
  const price = priceOf(item.pricing);
  if (price.model !== 'graduated' && price.model !== 'volume') return null;
  return (
    <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-6 text-xs">
      {tierTexts(price, currency, item.meter?.unit ?? null, format).map((tier) => (
        <div key={tier.bounds} className="col-span-2 grid grid-cols-subgrid border-line border-t py-1">
          <dt className="text-ink-soft">{tier.bounds}</dt>
          <dd className="tabular text-right text-ink">{tier.price}</dd>
        </div>
      ))}
    </dl>
  );
}

function Item({ item, subscription }: { item: SubscriptionItem; subscription: Subscription }) {
  const format = useFormat();
  const { currency } = subscription.plan;
  return (
    <li className="py-2.5 first:pt-1 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium text-ink text-sm">{item.name}</h3>
        <span className="tabular text-ink text-sm">{itemPrice(item, currency, format)}</span>
      </div>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {whenTexts(item).map((text) => (
          <Badge key={text}>{text}</Badge>
        ))}
        {item.every ? <Badge>{everyInterval(item.every.interval, item.every.interval_count)}</Badge> : null}
        {item.own_price ? <Badge tone="info">Own price</Badge> : null}
        {item.plan.id === subscription.plan.id ? null : <Badge tone="info">Add-on {item.plan.name}</Badge>}
      </div>
      <Tiers item={item} currency={currency} />
      {limitTexts(priceOf(item.pricing), currency, item.meter?.unit ?? null, format).map((text) => (
        <p key={text} className="mt-1 text-ink-soft text-xs">
          {text}
        </p>
      ))}
    </li>
  );
}

/** What each period is billed for, at the prices of this subscription. */
export function SubscriptionItems({ subscription }: { subscription: Subscription }) {
  const { interval, interval_count } = subscription.plan;
  const parts = [
    {
      title: `What ${isLiveSubscription(subscription.status) ? 'is' : 'was'} billed ${everyInterval(interval, interval_count)}`,
      items: subscription.items.filter(({ kind }) => kind !== 'one_time'),
    },
    { title: 'What is charged once', items: subscription.items.filter(({ kind }) => kind === 'one_time') },
  ];
  return parts
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) => (
      <Card key={title} title={title}>
        <ul className="divide-y divide-line">
          {items.map((item) => (
            <Item key={item.id} item={item} subscription={subscription} />
          ))}
        </ul>
      </Card>
    ));
}
