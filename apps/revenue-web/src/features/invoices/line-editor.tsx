import { Plus, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useFieldArray } from 'react-hook-form';
import { TextField } from '../../forms/text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { emptyItem, type InvoiceFormState } from './invoice-values.ts';
import { LineAmount, LineFault } from './line-amount.tsx';
import { ProductPicker } from './product-picker.tsx';

/** On phones the description stands above the figures, and each figure carries its own label. */
const columns =
  'grid grid-cols-[64px_minmax(0,1fr)_minmax(72px,auto)_32px] gap-2 sm:grid-cols-[minmax(0,1fr)_76px_116px_104px_32px]';
/** Beside an input that has its label above it. */
const besideInput = 'max-sm:mt-5.5';

/** 'Quantity' to see, 'Quantity of line 2' to hear. */
function lineLabel(word: string, index: number) {
  return (
    <>
      {word}
      <span className="sr-only"> of line {index + 1}</span>
    </>
  );
}

type LineProps = { form: InvoiceFormState; index: number; currency: string | undefined; onRemove: () => void };

function Line({ form, index, currency, onRemove }: LineProps) {
  const path = `items.${index}` as const;
  return (
    <>
      <div className="flex min-w-0 gap-1 max-sm:col-span-full">
        <TextField
          form={form}
          name={`${path}.description`}
          label={lineLabel('Description', index)}
          placeholder="What is sold"
          hideLabel="wide"
          className="flex-1"
        />
        <ProductPicker form={form} index={index} currency={currency} className={besideInput} />
      </div>
      <TextField
        form={form}
        name={`${path}.quantity`}
        label={lineLabel('Quantity', index)}
        inputMode="decimal"
        hideLabel="wide"
        className="[&_input]:text-right"
      />
      <TextField
        form={form}
        name={`${path}.unit_price`}
        label={lineLabel('Unit price', index)}
        inputMode="decimal"
        placeholder="0.00"
        hideLabel="wide"
        className="[&_input]:text-right"
      />
      <LineAmount form={form} index={index} currency={currency} />
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove line ${index + 1}`}
        onClick={onRemove}
        icon={<X aria-hidden />}
        className={besideInput}
      />
      <LineFault form={form} index={index} currency={currency} />
    </>
  );
}

/** Lines are added and taken away with the cursor going where the next thing is typed. */
function useLines(form: InvoiceFormState) {
  const lines = useFieldArray({ control: form.control, name: 'items' });
  const add = (after: number) => lines.insert(after + 1, emptyItem, { focusName: `items.${after + 1}.description` });
  const remove = (index: number) => {
    if (lines.fields.length === 1) return lines.update(0, emptyItem);
    lines.remove(index);
    form.setFocus(`items.${Math.max(0, index - 1)}.description`);
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const commanded = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !commanded) {
      event.preventDefault();
      if (index === lines.fields.length - 1) add(index);
      else form.setFocus(`items.${index + 1}.description`);
    }
    if (event.key === 'Backspace' && commanded) {
      event.preventDefault();
      remove(index);
    }
  };
  return { fields: lines.fields, add, remove, onKeyDown };
}

/** Lines typed one after the other without the mouse: Enter opens the next, Ctrl+Backspace takes one away. */
export function LineEditor({ form, currency }: { form: InvoiceFormState; currency: string | undefined }) {
  const lines = useLines(form);
  return (
    <div className="flex flex-col gap-3">
      <div aria-hidden className={`${columns} font-medium text-ink-faint text-xs max-sm:hidden`}>
        <span>Description</span>
        <span className="text-right">Quantity</span>
        <span className="text-right">Unit price</span>
        <span className="text-right">Amount</span>
      </div>
      {lines.fields.map((line, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys pressed in the line's own inputs arrive here.
        <div
          key={line.id}
          className={`${columns} items-start max-sm:border-line max-sm:border-b max-sm:pb-3`}
          onKeyDown={lines.onKeyDown(index)}
        >
          <Line form={form} index={index} currency={currency} onRemove={() => lines.remove(index)} />
        </div>
      ))}
      <div>
        <Button
          variant="ghost"
          onClick={() => lines.add(lines.fields.length - 1)}
          icon={<Plus aria-hidden />}
          className="-ml-2"
        >
          Add line
        </Button>
      </div>
    </div>
  );
}
