import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** The content touches the edges: tables. */
  flush?: boolean;
  className?: string;
};

export function Card({ title, description, actions, children, footer, flush, className }: CardProps) {
  return (
    <section className={cx('min-w-0 rounded-lg border border-line bg-surface shadow-low', className)}>
      {title || actions ? (
        <header className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3', flush ? 'pb-2.5' : 'pb-1')}>
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold text-ink text-sm">{title}</h2>
            {description ? <p className="text-ink-faint text-xs">{description}</p> : null}
          </div>
          {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div
        className={flush ? cx('overflow-clip rounded-b-lg', !title && !actions && 'rounded-t-lg') : 'px-4 pt-2 pb-4'}
      >
        {children}
      </div>
      {footer ? (
        <footer className="rounded-b-lg border-line border-t px-4 py-2.5 text-ink-faint text-xs">{footer}</footer>
      ) : null}
    </section>
  );
}
