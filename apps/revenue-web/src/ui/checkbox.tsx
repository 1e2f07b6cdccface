import { Check } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { cx } from './cx.ts';

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  ref?: React.Ref<HTMLInputElement>;
};

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  return (
    <label className={cx('flex cursor-pointer items-start gap-2 text-sm', className)}>
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          {...props}
          className="peer size-4 cursor-pointer appearance-none rounded-[4px] border border-line-control bg-surface checked:border-accent checked:bg-accent"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none invisible absolute size-3 text-on-accent peer-checked:visible"
        />
      </span>
      <span>
        <span className="text-ink">{label}</span>
        {hint ? <span className="block text-ink-faint text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
