import { rate } from '@revenue/billing-core/catalog';
import { fromMinor } from '@revenue/billing-core/money';
import { useWatch } from 'react-hook-form';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { unitsOf } from '../../../format/words.ts';
import { whileTyping } from '../../../forms/while-typing.ts';
import { exampleQuantities } from '../example-quantities.ts';
import type { Part } from './component-fields.tsx';
import { type ComponentValues, readPricing } from './component-values.ts';

/** What the prices typed so far make of three quantities, by the function that bills. */
export function PriceExample({ form, index }: Part) {
  const format = useFormat();
  const [component, currency] = useWatch({
    control: form.control,
    name: [`components.${index}`, 'currency'],
  }) as [ComponentValues, string];
  const meters = trpc.meters.list.useQuery({ limit: 100 });
  const pricing = readPricing(component);
  if (pricing === null || pricing.model === 'flat' || !currency) return null;
  const isMoney = pricing.model === 'percentage' || pricing.model === 'graduated_percentage';
  const unit = meters.data?.data.find(({ code }) => code === component.meter)?.unit ?? 'unit';
  const quantities = exampleQuantities(pricing, component.kind);
  const typed = whileTyping(() =>
    quantities.map((quantity) => ({
      quantity,
      amount: fromMinor(rate(pricing, quantity, currency, { mode: 'half_up' }, { explain: false }).amount, currency),
    })),
  );
  if (typed.fault !== undefined) return <p className="text-danger-ink text-xs sm:col-span-2">{typed.fault}</p>;
  return (
    <dl
      aria-label={`Example of ${component.name || 'the component'}`}
      className="grid grid-cols-3 gap-x-4 rounded-md bg-sunken px-3 py-2 text-xs sm:col-span-2"
    >
      {typed.result.map(({ quantity, amount }) => (
        <div key={quantity}>
          <dt className="tabular text-ink-soft">
            {isMoney
              ? format.decimalMoney(quantity, currency)
              : `${format.number(quantity)} ${unitsOf(quantity, unit)}`}
          </dt>
          <dd className="tabular font-medium text-ink">{format.decimalMoney(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
