import { useWatch } from 'react-hook-form';
import { trpc } from '../../../api/trpc.ts';
import { Card } from '../../../ui/card.tsx';
import { PriceCalculator } from '../price-calculator.tsx';
import type { PlanLength } from '../priced-component.ts';
import { PricingCard } from '../pricing-card.tsx';
import { type PlanFormState, type PlanValues, pricedSoFar } from './plan-values.ts';

/** Beside the editor: what a period costs, and the plan as a customer would see it, as far as it is typed. */
export function TermsPreview({
  form,
  name,
  description,
}: {
  form: PlanFormState;
  name?: string;
  description?: string | null;
}) {
  const values = useWatch({ control: form.control }) as PlanValues;
  const meters = trpc.meters.list.useQuery({ limit: 100 });
  const unitOf = (code: string) => meters.data?.data.find((meter) => meter.code === code)?.unit ?? null;
  const components = pricedSoFar(values.components, unitOf);
  const length: PlanLength = {
    currency: values.currency,
    interval: values.interval,
    interval_count: Number(values.interval_count) || 1,
  };
  const isReady = components.length > 0 && Boolean(values.currency);
  return (
    <div className="flex flex-col gap-4">
      <Card title="What it costs" description="Try quantities; the function that bills computes it.">
        {isReady ? (
          <PriceCalculator components={components} length={length} />
        ) : (
          <p className="text-ink-faint text-sm">Fill in a price to see what a period would cost.</p>
        )}
      </Card>
      {isReady ? (
        <PricingCard
          name={name ?? (values.name || 'Your plan')}
          description={description ?? values.description ?? null}
          components={components}
          length={length}
          trialDays={Number(values.trial_days) || 0}
        />
      ) : null}
    </div>
  );
}
