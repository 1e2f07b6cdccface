import { Search, X } from 'lucide-react';
import type { FocusEvent, InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { controlLook } from './control.ts';
import { cx } from './cx.ts';
import { useFieldControl } from './field.tsx';

export type InputProps = InputHTMLAttributes<HTMLInputElement> & {
  ref?: React.Ref<HTMLInputElement>;
  /** Text inside the control's right edge: a currency, a unit. */
  suffix?: ReactNode;
};

export function Input({ className, suffix, ...props }: InputProps) {
  const control = useFieldControl();
  const numeric = props.inputMode === 'decimal' || props.inputMode === 'numeric';
  const input = (
    <input
      {...control}
      className={cx(controlLook, numeric && 'tabular', suffix ? 'pr-12' : null, className)}
      autoComplete="off"
      // A figure is replaced more often than it is edited.
      {...(numeric ? { onFocus: (event: FocusEvent<HTMLInputElement>) => event.target.select() } : {})}
      {...props}
    />
  );
  if (!suffix) return input;
  return (
    <div className="relative">
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-faint text-xs">
        {suffix}
      </span>
    </div>
  );
}

/** One-line date entry. The browser's own picker: it knows the person's calendar, keyboard and screen reader. */
export function DateInput(props: Omit<InputProps, 'type' | 'suffix'>) {
  return <Input type="date" {...props} className={cx('tabular', props.className)} />;
}

export function Textarea({
  className,
  ...props
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: React.Ref<HTMLTextAreaElement> }) {
  const control = useFieldControl();
  return (
    <textarea
      {...control}
      rows={3}
      className={cx(controlLook, 'h-auto min-h-16 py-1.5 leading-5 max-sm:h-auto', className)}
      {...props}
    />
  );
}

export function SearchInput({ onClear, className, ...props }: InputProps & { onClear?: () => void }) {
  return (
    <div className={cx('relative', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        type="search"
        autoComplete="off"
        {...props}
        className={cx(controlLook, 'pl-8', props.value ? 'pr-8' : 'pr-2')}
      />
      {props.value && onClear ? (
        <button
          type="button"
          onClick={onClear}
          aria-label="Clear search"
          className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-sm text-ink-faint hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
