import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

export type ChoiceCard<Value extends string> = {
  value: Value;
  label: string;
  hint: ReactNode;
  /** What it comes to, set apart. */
  example?: ReactNode;
};

type ChoiceCardsProps<Value extends string> = {
  legend: string;
  hint?: ReactNode;
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly ChoiceCard<Value>[];
  className?: string;
};

/** One of several, each with its consequence in sight. Radio buttons underneath, so arrows move through it. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { legend, hint, value, onChange, choices, className } = props;
  const name = useId();
  return (
    <fieldset className={cx('min-w-0', className)}>
      <legend className="font-medium text-ink text-sm">{legend}</legend>
      {hint ? <p className="text-ink-faint text-xs">{hint}</p> : null}
      <div className="mt-1.5 overflow-clip rounded-lg border border-line-control bg-surface">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'flex cursor-pointer items-start gap-2.5 border-line px-3 py-2.5 not-first:border-t has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-[-2px]',
              choice.value === value ? 'bg-accent-soft' : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              className="mt-0.5 size-4 shrink-0 accent-(--accent)"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block text-ink">{choice.label}</span>
              <span className="block text-ink-soft text-xs">{choice.hint}</span>
              {choice.example ? <span className="tabular mt-0.5 block text-ink text-xs">{choice.example}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
