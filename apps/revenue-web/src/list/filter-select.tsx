import { ChevronDown } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import type { SelectOption } from '../ui/select.tsx';
import { useListAddress } from './use-list-address.ts';

export type FilterSelectProps = {
  label: string;
  name: string;
  value: string | undefined;
  options: readonly SelectOption[];
};

/** One filter of a list, kept in the address. Highlighted while it hides something. */
export function FilterSelect({ label, name, value, options }: FilterSelectProps) {
  const { change } = useListAddress();
  return (
    <div className="relative">
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => change({ [name]: event.target.value || undefined })}
        className={cx(
          'h-8 max-w-44 appearance-none truncate rounded-md border py-0 pr-7 pl-2.5 font-medium text-sm shadow-low',
          value
            ? 'border-accent bg-accent-soft text-accent-ink'
            : 'border-line-control bg-surface text-ink-soft hover:text-ink',
        )}
      >
        <option value="">{label}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2" />
    </div>
  );
}
