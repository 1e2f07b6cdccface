import { cx } from './cx.ts';

export type Segment<Value extends string> = { value: Value; label: string };

/** A choice of two to four, all in sight. Radio buttons underneath, so arrows move through it. */
export function Segmented<Value extends string>(props: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  name: string;
}) {
  return (
    <fieldset className="inline-flex self-start rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{props.label}</legend>
      {props.segments.map((segment) => (
        <label
          key={segment.value}
          className={cx(
            'cursor-pointer rounded-[5px] px-2.5 py-1 font-medium text-xs has-focus-visible:outline-2 has-focus-visible:outline-focus',
            segment.value === props.value
              ? 'bg-surface text-ink shadow-low dark:bg-line-strong'
              : 'text-ink-faint hover:text-ink',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={props.name}
            checked={segment.value === props.value}
            onChange={() => props.onChange(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </fieldset>
  );
}
