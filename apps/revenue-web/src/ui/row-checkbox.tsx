import { Check, Minus } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { cx } from './cx.ts';

/** Which rows are chosen, to do something with all of them. */
export type RowSelection = {
  has: (key: string) => boolean;
  /** `range`: all from the one chosen before to this one. */
  toggle: (key: string, range: boolean) => void;
  /** How many of the rows in sight are chosen. */
  page: 'none' | 'some' | 'all';
  togglePage: () => void;
};

const box =
  'peer size-4 cursor-pointer appearance-none rounded-[4px] border border-line-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent';
const mark = 'pointer-events-none invisible absolute size-3 text-on-accent';

/** Arrows go from row to row; with Shift they choose on the way. */
function onArrow(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [
    ...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLInputElement>('input[data-row]') ?? []),
  ];
  const next = boxes[boxes.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (event.shiftKey && next.checked !== event.currentTarget.checked) next.click();
}

/** Chooses a row; a click with Shift chooses all from the last one to this. Lies above the link that the row is. */
export function SelectRow({ selection, id, name }: { selection: RowSelection; id: string; name: string }) {
  return (
    <td className="relative z-[1] w-9 border-line p-0 align-middle">
      <label className="relative grid h-10 w-9 cursor-pointer place-items-center pl-1.5">
        <input
          type="checkbox"
          data-row
          aria-label={`Select ${name}`}
          checked={selection.has(id)}
          onKeyDown={onArrow}
          onChange={(event) => selection.toggle(id, (event.nativeEvent as MouseEvent).shiftKey)}
          className={box}
        />
        <Check aria-hidden strokeWidth={3} className={cx(mark, 'peer-checked:visible')} />
      </label>
    </td>
  );
}

/** Chooses every row in sight, or none. */
export function SelectPage({ selection, sticky }: { selection: RowSelection; sticky: boolean }) {
  const some = selection.page === 'some';
  return (
    <th scope="col" className={cx('h-9 w-9 border-line border-b bg-surface p-0', sticky && 'z-10 md:sticky md:top-12')}>
      <label className="relative grid h-9 w-9 cursor-pointer place-items-center pl-1.5">
        <input
          type="checkbox"
          aria-label="Select the rows in sight"
          checked={selection.page === 'all'}
          ref={(input) => {
            if (input) input.indeterminate = some;
          }}
          onChange={selection.togglePage}
          className={box}
        />
        {some ? (
          <Minus aria-hidden strokeWidth={3} className={cx(mark, 'visible')} />
        ) : (
          <Check aria-hidden strokeWidth={3} className={cx(mark, 'peer-checked:visible')} />
        )}
      </label>
    </th>
  );
}
