import { createContext, type ReactNode, use, useId } from 'react';
import { cx } from './cx.ts';

type FieldState = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };

const FieldContext = createContext<FieldState | null>(null);

/** What a control needs so that its label, hint and fault are announced with it. */
export function useFieldControl() {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  };
}

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  optional?: boolean;
  /** Keeps the label for screen readers only; `wide`: where a header above the cells says it, from the width of one. */
  hideLabel?: boolean | 'wide';
  className?: string;
  children: ReactNode;
};

export function Field({ label, hint, error, required, optional, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = cx(hint ? hintId : null, error ? errorId : null) || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required: Boolean(required) }}>
      <div className={cx('flex min-w-0 flex-col gap-1', className)}>
        <label
          htmlFor={id}
          className={cx(
            hideLabel === true ? 'sr-only' : 'font-medium text-ink text-sm',
            hideLabel === 'wide' && 'max-sm:text-xs sm:sr-only',
          )}
        >
          {label}
          {optional ? <span className="ml-1.5 font-normal text-ink-faint text-xs">optional</span> : null}
        </label>
        {children}
        {error ? (
          <p id={errorId} className="text-danger-ink text-xs first-letter:uppercase">
            {error}
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-ink-faint text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}
