import { type ReactNode, useId } from 'react';
import { controlLook } from '../../../ui/control.ts';
import { cx } from '../../../ui/cx.ts';

type LineCellProps = {
  /** 'Quantity', seen where lines have no header above them. */
  word: string;
  line: number;
  /** The id of its fault, which stands below the line; undefined while there is none. */
  faultId: string | undefined;
  className?: string;
  children: (control: {
    id: string;
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
  }) => ReactNode;
};

/** A figure of a line: its label ('Quantity of line 2' to hear) and its control. */
export function LineCell({ word, line, faultId, className, children }: LineCellProps) {
  const id = useId();
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium text-ink text-xs @xl:sr-only">
        {word}
        <span className="sr-only"> of line {line + 1}</span>
      </label>
      {children({ id, 'aria-invalid': faultId ? true : undefined, 'aria-describedby': faultId })}
    </div>
  );
}

export const figureLook = cx(controlLook, 'tabular px-2 text-right');

/** A figure is replaced more often than it is edited. */
export const selectAll = (event: { target: HTMLInputElement }) => event.target.select();
