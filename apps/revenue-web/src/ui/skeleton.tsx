import { cx } from './cx.ts';

/** Holds the place of what is loading, so that nothing jumps when it comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-pulse rounded-sm bg-sunken dark:bg-line', className)} />;
}

export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  const widths = ['w-2/3', 'w-11/12', 'w-1/2', 'w-3/4'];
  return (
    <div role="status" className="flex flex-col gap-3 py-1">
      <span className="sr-only">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={cx('h-3.5', widths[line % widths.length])} />
      ))}
    </div>
  );
}
