import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

const looks: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft dark:bg-line',
  accent: 'bg-accent-soft text-accent-ink',
  success: 'bg-success-soft text-success-ink',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
  info: 'bg-info-soft text-info-ink',
};

const dots: Record<Tone, string> = {
  neutral: 'bg-ink-faint',
  accent: 'bg-accent',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
  info: 'bg-info',
};

/** A short state in words; the colour only repeats what the word says. */
export function Badge({
  tone = 'neutral',
  dot,
  children,
  className,
}: {
  tone?: Tone;
  dot?: boolean;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5 align-middle items-center gap-1.5 whitespace-nowrap rounded-sm px-1.5 font-medium text-2xs',
        looks[tone],
        className,
      )}
    >
      {dot ? <span aria-hidden className={cx('size-1.5 rounded-full', dots[tone])} /> : null}
      {children}
    </span>
  );
}
