import { useFormat } from '../../format/use-format.ts';
import { everyInterval, humanize } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { limitTexts, priceLine, tierTexts, whenTexts } from './price-words.ts';
import type { PricedComponent } from './priced-component.ts';

/** One component of a plan as a customer would read it in a price list. */
export function ComponentCard({ component, currency }: { component: PricedComponent; currency: string }) {
  const format = useFormat();
  const { pricing } = component;
  const tiered = 'tiers' in pricing;
  return (
    <div className="py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium text-ink text-sm">{component.name}</h3>
        <span className="tabular text-ink text-sm">{priceLine(pricing, currency, component.unit, format)}</span>
      </div>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {whenTexts(component).map((text) => (
          <Badge key={text}>{text}</Badge>
        ))}
        {tiered ? <Badge>{humanize(pricing.model)}</Badge> : null}
        {component.every ? (
          <Badge>{everyInterval(component.every.interval, component.every.interval_count)}</Badge>
        ) : null}
      </div>
      {tiered ? (
        <table className="mt-2.5 w-full text-xs">
          <caption className="sr-only">Tiers of {component.name}</caption>
          <tbody>
            {tierTexts(pricing, currency, component.unit, format).map((tier) => (
              <tr key={tier.bounds}>
                <th scope="row" className="border-line border-t py-1.5 text-left font-normal text-ink-soft">
                  {tier.bounds}
                </th>
                <td className="tabular border-line border-t py-1.5 text-right text-ink">{tier.price}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {limitTexts(pricing, currency, component.unit, format).map((text) => (
        <p key={text} className="mt-1.5 text-ink-soft text-xs">
          {text}
        </p>
      ))}
    </div>
  );
}
