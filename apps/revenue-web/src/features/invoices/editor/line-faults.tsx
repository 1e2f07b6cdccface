import type { FieldErrors } from 'react-hook-form';
import type { LineValues } from './invoice-values.ts';

const words: Partial<Record<keyof LineValues, string>> = {
  product_id: 'Product',
  description: 'Description',
  quantity: 'Quantity',
  unit_price: 'Unit price',
  discount: 'Discount',
  tax: 'Tax',
  tax_category: 'Why there is no tax',
  tax_reason: 'Reason',
};

const names = Object.keys(words) as (keyof LineValues)[];

export type Faults = FieldErrors<LineValues> | undefined;

export function faultId(faults: Faults, line: number, name: keyof LineValues): string | undefined {
  return faults?.[name]?.message ? `line-${line}-${name}-fault` : undefined;
}

/** What is wrong with a line, below it: there is no room for a sentence below a figure. */
export function LineFaults({ faults, line }: { faults: Faults; line: number }) {
  return names.map((name) => {
    const id = faultId(faults, line, name);
    return id ? (
      <p key={name} id={id} className="order-last col-span-full text-danger-ink text-xs">
        {words[name]} {faults?.[name]?.message}
      </p>
    ) : null;
  });
}
