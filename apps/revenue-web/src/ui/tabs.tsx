import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type TabLink = {
  id: string;
  label: string;
  /** How many; as text where counting stopped somewhere. */
  count?: number | string | undefined;
  /** A second figure under the label: a sum of money. */
  detail?: ReactNode;
  link: LinkProps;
};

/** Tabs that are addresses: each is a link, so it can be shared, opened in a new window and gone back from. */
export function TabLinks({ tabs, current, label }: { tabs: readonly TabLink[]; current: string; label: string }) {
  return (
    <nav
      aria-label={label}
      className="flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b [scrollbar-width:none]"
    >
      {tabs.map((tab) => {
        const active = tab.id === current;
        return (
          <Link
            key={tab.id}
            {...tab.link}
            aria-current={active ? 'page' : undefined}
            className={cx(
              'relative flex shrink-0 flex-col justify-center px-2.5 py-2 text-sm outline-offset-[-3px] transition-colors',
              active
                ? 'text-ink after:absolute after:inset-x-1 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent'
                : 'text-ink-faint hover:text-ink',
            )}
          >
            <span className="flex items-center gap-1.5">
              <span className={active ? 'font-semibold' : 'font-medium'}>{tab.label}</span>
              {tab.count === undefined ? null : (
                <span
                  className={cx(
                    'tabular rounded-full px-1.5 text-2xs',
                    active ? 'bg-accent-soft text-accent-ink' : 'bg-sunken text-ink-faint',
                  )}
                >
                  {typeof tab.count === 'number' ? tab.count.toLocaleString('en') : tab.count}
                </span>
              )}
            </span>
            {tab.detail ? <span className="tabular text-ink-faint text-xs">{tab.detail}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}
