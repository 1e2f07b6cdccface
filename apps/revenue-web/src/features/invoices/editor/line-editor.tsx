import { Plus } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useFieldArray, useFormState } from 'react-hook-form';
import { Button } from '../../../ui/button.tsx';
import { focusLine } from './focus-line.ts';
import { InvoiceLine, type LineHandlers, lineColumns } from './invoice-line.tsx';
import { emptyItem, type InvoiceFormState, type LineValues } from './invoice-values.ts';
import { lineKey } from './line-keys.ts';
import { pastedLines } from './pasted-lines.ts';
import { isBlank } from './to-wire.ts';

type Column = Extract<keyof LineValues, 'description' | 'quantity' | 'unit_price' | 'discount' | 'tax'>;
const columns: readonly string[] = ['description', 'quantity', 'unit_price', 'discount', 'tax'] satisfies Column[];

/** The column of the field that has the focus: moving up and down stays in it. */
function columnOf(target: EventTarget): Column {
  const name = target instanceof HTMLInputElement ? (target.name.split('.').at(-1) ?? '') : '';
  return columns.includes(name) ? (name as Column) : 'description';
}

/** Lines are added and taken away with the cursor going where the next thing is typed: the focus is never lost. */
function useLines(form: InvoiceFormState) {
  const lines = useFieldArray({ control: form.control, name: 'items' });
  const count = lines.fields.length;
  const focus = (index: number, column: Column = 'description') => focusLine(index, column);
  const add = (after: number) => lines.insert(after + 1, emptyItem, { focusName: `items.${after + 1}.description` });
  const remove = (index: number) => {
    if (count === 1) {
      lines.update(0, emptyItem);
      return void setTimeout(() => focus(0));
    }
    lines.remove(index);
    // The line that moves up takes the focus; of the last one, the line above. Its fields are registered when it is drawn.
    setTimeout(() => focus(Math.min(index, count - 2)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const key = lineKey(event);
    if (key === null) return;
    event.preventDefault();
    if (key === 'remove') return remove(index);
    if (key === 'insert') return add(index);
    if (key === 'next') return index === count - 1 ? add(index) : focus(index + 1);
    const next = key === 'up' ? index - 1 : index + 1;
    if (next >= 0 && next < count) focus(next, columnOf(event.target));
  };
  const onPaste = (event: ClipboardEvent<HTMLElement>, index: number) => {
    if (columnOf(event.target) !== 'description') return;
    const pasted = pastedLines(event.clipboardData.getData('text/plain'));
    if (pasted === null) return;
    event.preventDefault();
    const at = isBlank(form.getValues(`items.${index}`)) ? index : index + 1;
    if (at === index) lines.remove(index);
    lines.insert(at, pasted, { focusName: `items.${at + pasted.length - 1}.description` });
  };
  return { fields: lines.fields, add, remove, onKeyDown, onPaste };
}

/** The same object for ever, so that lines are not drawn anew; what it calls is always the newest. */
function useSteadyHandlers(handlers: LineHandlers): LineHandlers {
  const newest = useRef(handlers);
  newest.current = handlers;
  return useMemo(
    () => ({
      onKeyDown: (event, index) => newest.current.onKeyDown(event, index),
      onPaste: (event, index) => newest.current.onPaste(event, index),
      onRemove: (index) => newest.current.onRemove(index),
    }),
    [],
  );
}

/** Up to here every line is drawn; of more only those near what is seen. */
const ALL_DRAWN = 50;

/** False while the editor is made for the first time. */
function useIsMade(): boolean {
  const made = useRef(false);
  useEffect(() => {
    made.current = true;
  }, []);
  return made.current;
}

type LineEditorProps = { form: InvoiceFormState; currency: string | undefined; defaultTax: string };

/** Lines typed one after the other without the mouse. */
export function LineEditor({ form, currency, defaultTax }: LineEditorProps) {
  const lines = useLines(form);
  const isMade = useIsMade();
  const { errors } = useFormState({ control: form.control, name: 'items' });
  const handlers = useSteadyHandlers({ onKeyDown: lines.onKeyDown, onPaste: lines.onPaste, onRemove: lines.remove });
  return (
    <div className="@container flex flex-col gap-2">
      <div aria-hidden className={`${lineColumns} px-0.5 font-medium text-ink-faint text-xs @max-xl:hidden`}>
        <span>Description</span>
        <span className="text-right">Quantity</span>
        <span className="text-right">Unit price</span>
        <span className="text-right">Discount</span>
        <span className="text-right">Tax %</span>
        <span className="text-right">Amount</span>
      </div>
      {lines.fields.map((line, index) => (
        <InvoiceLine
          key={line.id}
          form={form}
          index={index}
          currency={currency}
          defaultTax={defaultTax}
          windowed={lines.fields.length > ALL_DRAWN}
          drawnAtFirst={isMade || index < ALL_DRAWN}
          faults={errors.items?.[index]}
          handlers={handlers}
        />
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
