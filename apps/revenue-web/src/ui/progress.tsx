import { cx } from './cx.ts';

/** How far something is. Without a total it only says that it moves. */
export function Progress({
  value,
  total,
  label,
  tone = 'accent',
}: {
  value: number;
  total: number;
  label: string;
  tone?: 'accent' | 'success' | 'danger';
}) {
  const share = total > 0 ? Math.min(1, value / total) : 0;
  const colours = { accent: 'bg-accent', success: 'bg-success', danger: 'bg-danger' };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={value}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken dark:bg-line"
    >
      <div
        className={cx('h-full rounded-full transition-[width] duration-300', colours[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
