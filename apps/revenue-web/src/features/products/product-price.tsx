import type { Price, Product } from '@revenue/billing-core/catalog';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';

/** '$99.00 per month', '$0.002 per token'. */
export function PriceText({ price, unit }: { price: Price; unit: string | null }) {
  const format = useFormat();
  const per = price.interval ? everyInterval(price.interval, price.interval_count) : unit ? `per ${unit}` : '';
  return (
    <span className="whitespace-nowrap">
      <span className="tabular">{format.unitPrice(price.unit_amount, price.currency)}</span>
      {per ? <span className="text-ink-faint text-xs"> {per}</span> : null}
    </span>
  );
}

/** The price in the tenant's currency, or the first there is, and how many more. */
export function ProductPrice({ product }: { product: Product }) {
  const price = product.prices.find((candidate) => candidate.currency === product.currency) ?? product.prices[0];
  if (!price) return <span className="text-ink-faint">No price</span>;
  const more = product.prices.length - 1;
  return (
    <>
      <PriceText price={price} unit={product.unit} />
      {more > 0 ? <span className="ml-1.5 text-ink-faint text-xs">+{more}</span> : null}
    </>
  );
}
