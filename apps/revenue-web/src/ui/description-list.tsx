import { Fragment, type ReactNode } from 'react';
import { cx } from './cx.ts';

export type Description = { label: string; value: ReactNode };

/** Facts about one thing. What is unknown shows a dash, never an empty place. */
export function DescriptionList({ items, className }: { items: readonly Description[]; className?: string }) {
  return (
    <dl className={cx('grid grid-cols-[minmax(104px,auto)_1fr] gap-x-5 gap-y-1.5 text-sm', className)}>
      {items.map((item) => (
        <Fragment key={item.label}>
          <dt className="text-ink-faint">{item.label}</dt>
          <dd className="wrap-anywhere min-w-0 text-ink">{item.value ?? <span className="text-ink-faint">–</span>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
