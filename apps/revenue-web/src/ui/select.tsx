import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';
import { controlLook } from './control.ts';
import { cx } from './cx.ts';
import { useFieldControl } from './field.tsx';

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & {
  options: readonly SelectOption[];
  placeholder?: string;
  ref?: React.Ref<HTMLSelectElement>;
};

/** The browser's own select: right on phones, right with a keyboard, right for a screen reader. */
export function Select({ options, placeholder, className, ...props }: SelectProps) {
  const control = useFieldControl();
  return (
    <div className={cx('relative', className)}>
      <select {...control} {...props} className={cx(controlLook, 'appearance-none pr-8')}>
        {placeholder ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ink-faint"
      />
    </div>
  );
}
