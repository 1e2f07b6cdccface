import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

export type PageHeaderProps = {
  /** Names the page, and the window it is in. */
  title: string;
  /** Beside the title: a status. */
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list this page belongs to. */
  parent?: { label: string; link: LinkProps };
};

export function PageHeader({ title, badge, description, actions, parent }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <title>{`${title} · Revenue`}</title>
      <div className="min-w-0">
        {parent ? (
          <nav aria-label="Breadcrumb" className="mb-1 flex items-center gap-1 text-ink-faint text-xs">
            <Link {...parent.link} className="wrap-anywhere rounded-sm hover:text-ink">
              {parent.label}
            </Link>
            <ChevronRight aria-hidden className="size-3 shrink-0" />
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="wrap-anywhere font-semibold text-ink text-xl">{title}</h1>
          {badge}
        </div>
        {description ? (
          <p className="mt-0.5 wrap-anywhere max-w-[70ch] text-pretty text-ink-soft text-sm">{description}</p>
        ) : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
