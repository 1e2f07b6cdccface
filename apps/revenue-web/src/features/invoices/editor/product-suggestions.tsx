import type { AppRouter } from '@revenue/api/router';
import type { inferRouterOutputs } from '@trpc/server';
import { Popover } from 'radix-ui';
import { type Ref, type RefObject, useImperativeHandle } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { cx } from '../../../ui/cx.ts';
import { useDelayed } from '../../../ui/use-delayed.ts';

export type Product = inferRouterOutputs<AppRouter>['products']['list']['data'][number];

/** Keys that are typed in the description and meant for the list below it; true when the list took the key. */
export type SuggestionKeys = { press: (key: string) => boolean };

type ProductSuggestionsProps = {
  /** What is looked for; empty shows the first of the catalogue. */
  query: string;
  currency: string | undefined;
  listId: string;
  anchor: RefObject<HTMLElement | null>;
  keys: Ref<SuggestionKeys>;
  /** The product that Enter takes, by its id: it stays marked when the list is looked up anew below the fingers. */
  marked: string | undefined;
  onTake: (product: Product) => void;
  onMark: (productId: string | undefined) => void;
  onClose: () => void;
};

export const optionId = (listId: string, productId: string) => `${listId}-${productId}`;
const SHOWN = 8;

/** Products that match what is typed, below the description; the focus stays where one types. */
export function ProductSuggestions(props: ProductSuggestionsProps) {
  const { query, currency, listId, anchor, keys, marked, onTake, onMark, onClose } = props;
  const q = useDelayed(query.trim(), 120);
  const products = trpc.products.list.useQuery(
    { active: true, sort: 'name', limit: SHOWN, ...(q === '' ? {} : { q }) },
    { staleTime: 60_000, placeholderData: (before) => before },
  );
  const found = products.data?.data ?? [];
  const at = found.findIndex(({ id }) => id === marked);
  useImperativeHandle(keys, () => ({
    press: (key) => {
      const product = found[at];
      if (key === 'ArrowDown' && found.length > 0) onMark(found[Math.min(at + 1, found.length - 1)]?.id);
      else if (key === 'ArrowUp' && product) onMark(found[at - 1]?.id);
      else if (key === 'Enter' && product) onTake(product);
      else return false;
      return true;
    },
  }));
  if (found.length === 0) return null;
  return (
    <Popover.Root open onOpenChange={onClose}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          role="presentation"
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (anchor.current?.contains(event.target as Node)) event.preventDefault();
          }}
          className="z-50 w-80 max-w-[calc(100vw-32px)] overflow-hidden rounded-lg border border-line bg-raised p-1 shadow-high"
        >
          <div id={listId} role="listbox" aria-label="Products">
            {found.map((product) => (
              <Suggestion
                key={product.id}
                id={optionId(listId, product.id)}
                product={product}
                currency={currency}
                marked={product.id === marked}
                onTake={() => onTake(product)}
              />
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type SuggestionProps = {
  id: string;
  product: Product;
  currency: string | undefined;
  marked: boolean;
  onTake: () => void;
};

function Suggestion({ id, product, currency, marked, onTake }: SuggestionProps) {
  const format = useFormat();
  const price = product.prices.find((candidate) => candidate.currency === currency);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the description, which keeps the focus.
    <div
      id={id}
      role="option"
      aria-selected={marked}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={cx(
        'flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-sunken dark:hover:bg-line',
        marked && 'bg-sunken dark:bg-line',
      )}
    >
      <span className="min-w-0 flex-1 truncate">{product.name}</span>
      <span className="tabular text-ink-faint text-xs">
        {price ? format.unitPrice(price.unit_amount, price.currency) : currency && `no price in ${currency}`}
      </span>
    </div>
  );
}
