import { Box } from 'lucide-react';
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { controlLook } from '../../../ui/control.ts';
import type { InvoiceFormState } from './invoice-values.ts';
import { LineCell } from './line-cell.tsx';
import { type Faults, faultId } from './line-faults.tsx';
import { optionId, type Product, ProductSuggestions, type SuggestionKeys } from './product-suggestions.tsx';

type DescriptionFieldProps = {
  form: InvoiceFormState;
  index: number;
  currency: string | undefined;
  faults: Faults;
  /** Figures were filled in that nobody typed. */
  onTaken: () => void;
};

/** Fills the line from a product and goes on with its quantity. */
function takeProduct(form: InvoiceFormState, index: number, product: Product) {
  form.setValue(`items.${index}.product_id`, product.id);
  form.setValue(`items.${index}.description`, product.name);
  form.clearErrors(`items.${index}`);
  form.setFocus(`items.${index}.quantity`, { shouldSelect: true });
}

/** The currency is the customer's, who may be chosen later, or still be on the way: the price comes when it is known. */
function useProductPrice({ form, index, currency, onTaken }: DescriptionFieldProps) {
  const unpriced = useRef<Product>(null);
  const fill = (product: Product) => {
    const price = product.prices.find((candidate) => candidate.currency === currency);
    if (price) form.setValue(`items.${index}.unit_price`, String(price.unit_amount));
    unpriced.current = currency === undefined ? product : null;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the currency has become known.
  useEffect(() => {
    const product = unpriced.current;
    if (!product || currency === undefined) return;
    const { product_id, unit_price } = form.getValues(`items.${index}`);
    if (product_id === product.id && unit_price === '') fill(product);
    unpriced.current = null;
    onTaken();
  }, [currency]);
  return fill;
}

/** `query` is what is looked for in the catalogue, null while the list is closed. */
function useProductSearch(props: DescriptionFieldProps) {
  const { form, index, onTaken } = props;
  const fillPrice = useProductPrice(props);
  const [query, setQuery] = useState<string | null>(null);
  const [marked, setMarked] = useState<string>();
  const keys = useRef<SuggestionKeys>(null);
  const close = () => {
    setQuery(null);
    setMarked(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.altKey && event.key === 'ArrowDown') setQuery('');
    else if (query === null || event.ctrlKey || event.metaKey) return;
    else if (event.key === 'Escape') close();
    else if (!keys.current?.press(event.key)) return event.key === 'Enter' ? close() : undefined;
    event.preventDefault();
    event.stopPropagation();
  };
  const onType = (event: ChangeEvent<HTMLInputElement>) => {
    const { value } = event.target;
    // What is described from nothing again is no longer that product.
    if (value === '') form.setValue(`items.${index}.product_id`, '');
    setQuery(value.trim() === '' ? null : value);
    setMarked(undefined);
  };
  const take = (product: Product) => {
    close();
    fillPrice(product);
    takeProduct(form, index, product);
    onTaken();
  };
  return { query, marked, setMarked, keys, close, onKeyDown, onType, take, open: () => setQuery('') };
}

/** What is sold: typed freely, or found in the catalogue while one types. */
export function DescriptionField(props: DescriptionFieldProps) {
  const { form, index, currency, faults } = props;
  const search = useProductSearch(props);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { ref, onChange, onBlur, name } = form.register(`items.${index}.description`);
  const isOpen = search.query !== null;
  return (
    <LineCell
      word="Description"
      line={index}
      faultId={faultId(faults, index, 'description')}
      className="@max-xl:col-span-full"
    >
      {(control) => (
        <div ref={box} className="relative">
          <input
            {...control}
            ref={ref}
            name={name}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={search.marked === undefined ? undefined : optionId(listId, search.marked)}
            autoComplete="off"
            placeholder="What is sold"
            className={`${controlLook} pr-8`}
            onChange={(event) => {
              void onChange(event);
              search.onType(event);
            }}
            onBlur={(event) => {
              search.close();
              void onBlur(event);
            }}
            onKeyDown={search.onKeyDown}
          />
          <Button
            size="icon"
            variant="ghost"
            tabIndex={-1}
            className="absolute top-0 right-0 text-ink-faint max-sm:h-9"
            aria-label={`Choose a product for line ${index + 1}`}
            icon={<Box aria-hidden />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              form.setFocus(name as `items.${number}.description`);
              search.open();
            }}
          />
          {search.query === null ? null : (
            <ProductSuggestions
              query={search.query}
              currency={currency}
              listId={listId}
              anchor={box}
              keys={search.keys}
              marked={search.marked}
              onTake={search.take}
              onMark={search.setMarked}
              onClose={search.close}
            />
          )}
        </div>
      )}
    </LineCell>
  );
}
