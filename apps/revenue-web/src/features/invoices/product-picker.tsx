import { Box } from 'lucide-react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import type { InvoiceFormState } from './invoice-values.ts';

/** Fills a line from the catalogue: description and the price in the customer's currency. */
export function ProductPicker({
  form,
  index,
  currency,
  className,
}: {
  form: InvoiceFormState;
  index: number;
  currency: string | undefined;
  className: string;
}) {
  const format = useFormat();
  const products = trpc.products.list.useQuery({ active: true, sort: 'name', limit: 50 }, { staleTime: 60_000 });
  const found = products.data?.data ?? [];
  if (found.length === 0) return null;
  const priceOf = (product: (typeof found)[number]) => product.prices.find((price) => price.currency === currency);
  const take = (product: (typeof found)[number]) => {
    const price = priceOf(product);
    form.setValue(`items.${index}.product_id`, product.id);
    form.setValue(`items.${index}.description`, product.name, { shouldValidate: true });
    if (price) form.setValue(`items.${index}.unit_price`, String(price.unit_amount), { shouldValidate: true });
    form.setFocus(`items.${index}.quantity`);
  };
  return (
    <Menu
      trigger={
        <Button
          size="icon"
          variant="ghost"
          className={className}
          aria-label={`Choose a product for line ${index + 1}`}
          icon={<Box aria-hidden />}
        />
      }
    >
      <MenuLabel>From the catalogue</MenuLabel>
      {found.map((product) => {
        const price = priceOf(product);
        return (
          <MenuItem key={product.id} onSelect={() => take(product)}>
            <span className="flex-1 pr-6">{product.name}</span>
            <span className="tabular text-ink-faint text-xs">
              {price ? format.unitPrice(price.unit_amount, price.currency) : 'no price'}
            </span>
          </MenuItem>
        );
      })}
    </Menu>
  );
}
