import { X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, memo, useReducer } from 'react';
import { Button } from '../../../ui/button.tsx';
import { DescriptionField } from './description-field.tsx';
import { emptyItem, type InvoiceFormState, type LineValues } from './invoice-values.ts';
import { LineAmount } from './line-amount.tsx';
import { figureLook, LineCell, selectAll } from './line-cell.tsx';
import { type Faults, faultId, LineFaults } from './line-faults.tsx';
import { NoTaxReason } from './no-tax-reason.tsx';
import { isNoTax } from './tax-text.ts';
import { useNearView } from './use-near-view.ts';

/** One row where there is room for it; else the description stands above the figures, each with its own label. */
export const lineColumns =
  'grid grid-cols-4 gap-x-2 gap-y-1.5 @xl:grid-cols-[minmax(0,1fr)_56px_92px_68px_56px_96px_28px]';

type FigureProps = {
  form: InvoiceFormState;
  index: number;
  name: keyof LineValues;
  word: string;
  faults: Faults;
  placeholder?: string;
};

function Figure({ form, index, name, word, faults, placeholder }: FigureProps) {
  return (
    <LineCell word={word} line={index} faultId={faultId(faults, index, name)}>
      {(control) => (
        <input
          {...control}
          inputMode={name === 'discount' ? 'text' : 'decimal'}
          autoComplete="off"
          placeholder={placeholder}
          className={figureLook}
          onFocus={selectAll}
          {...form.register(`items.${index}.${name}`)}
        />
      )}
    </LineCell>
  );
}

export type LineHandlers = {
  onKeyDown: (event: KeyboardEvent<HTMLElement>, index: number) => void;
  onPaste: (event: ClipboardEvent<HTMLElement>, index: number) => void;
  onRemove: (index: number) => void;
};

export type InvoiceLineProps = {
  form: InvoiceFormState;
  index: number;
  currency: string | undefined;
  /** What the tax is where none is typed. */
  defaultTax: string;
  faults: Faults;
  handlers: LineHandlers;
  /** Among very many: drawn only near what is seen. */
  windowed: boolean;
  /** Drawn at once, wherever it is: what was just added takes the focus. */
  drawnAtFirst: boolean;
};

/** The place of a line. It is drawn when it is made, moved or judged, never because another one is typed on. */
export const InvoiceLine = memo(function InvoiceLine({ windowed, drawnAtFirst, ...line }: InvoiceLineProps) {
  const [place, isNear] = useNearView<HTMLDivElement>(windowed, drawnAtFirst);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys pressed in the line's own inputs arrive here.
    <div
      ref={place}
      data-line={line.index}
      className="min-h-9 border-line @max-xl:min-h-32 @max-xl:border-b @max-xl:pb-3"
      onKeyDown={(event) => line.handlers.onKeyDown(event, line.index)}
      onPaste={(event) => line.handlers.onPaste(event, line.index)}
    >
      {isNear ? <LineFields {...line} /> : null}
    </div>
  );
});

function LineFields(props: Omit<InvoiceLineProps, 'windowed' | 'drawnAtFirst'>) {
  const { form, index, currency, defaultTax, faults, handlers } = props;
  // The fields hold themselves what is typed; the line is drawn again for its own amount only, and no other is.
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const { quantity, unit_price, tax } = form.getValues(`items.${index}`) ?? emptyItem;
  const figure = { form, index, faults };
  return (
    <div className={`${lineColumns} items-start p-0.5`} onInput={drawAgain}>
      <DescriptionField {...figure} currency={currency} onTaken={drawAgain} />
      <Figure {...figure} name="quantity" word="Quantity" />
      <Figure {...figure} name="unit_price" word="Unit price" placeholder="0.00" />
      <Figure {...figure} name="discount" word="Discount" placeholder="–" />
      <Figure {...figure} name="tax" word="Tax %" placeholder={defaultTax} />
      <LineAmount line={index} quantity={quantity} unit_price={unit_price} currency={currency} />
      <Button
        variant="ghost"
        size="icon"
        tabIndex={-1}
        aria-label={`Remove line ${index + 1}`}
        onClick={() => handlers.onRemove(index)}
        icon={<X aria-hidden />}
        className="w-7 @max-xl:col-start-4 @max-xl:justify-self-end max-sm:h-9"
      />
      {isNoTax(tax) ? <NoTaxReason {...figure} /> : null}
      <LineFaults faults={faults} line={index} />
    </div>
  );
}
