import type { ReactNode } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { counted, everyInterval } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { ComponentCard } from './component-card.tsx';
import { calculate, type PlanLength, type PricedComponent } from './priced-component.ts';

/** What the plan costs before anything is used: its fixed fees of the plan's own period. Decimal text. */
function entryPrice(components: readonly PricedComponent[], length: PlanLength): string | null {
  const fixed = components.filter(
    ({ pricing, every, kind }) => pricing.model === 'flat' && !every && kind !== 'one_time',
  );
  if (fixed.length === 0) return null;
  return calculate(fixed, new Map(), length).totals[0]?.total ?? null;
}

/** A plan as a customer would see it on a pricing page. */
export function PricingCard(props: {
  name: string;
  description: string | null;
  components: readonly PricedComponent[];
  length: PlanLength;
  trialDays: number;
  badge?: ReactNode;
}) {
  const { name, description, components, length, trialDays, badge } = props;
  const format = useFormat();
  const price = entryPrice(components, length);
  const period = everyInterval(length.interval, length.interval_count);
  return (
    <Card title={name} description={`${length.currency}, billed ${period}`} actions={badge}>
      {description ? <p className="text-ink-soft text-sm">{description}</p> : null}
      {price === null ? null : (
        <p className="mt-2 flex items-baseline gap-1.5">
          <span className="tabular font-semibold text-2xl text-ink">{format.decimalMoney(price, length.currency)}</span>
          <span className="text-ink-soft text-sm">{period}</span>
        </p>
      )}
      {trialDays > 0 ? <p className="mt-1 text-ink-soft text-sm">{counted(trialDays, 'day')} free to try</p> : null}
      <div className="mt-1 flex flex-col divide-y divide-line">
        {components.map((component) => (
          <ComponentCard key={component.id} component={component} currency={length.currency} />
        ))}
      </div>
    </Card>
  );
}
