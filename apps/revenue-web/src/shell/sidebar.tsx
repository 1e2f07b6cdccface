import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useDefaultView, useSavedViews } from '../list/use-saved-views.ts';
import { cx } from '../ui/cx.ts';
import { type NavigationItem, navigation } from './navigation.ts';
import { TenantMenu } from './tenant-menu.tsx';

const look =
  'group flex h-[30px] items-center gap-2.5 rounded-md px-2 font-medium text-ink-soft text-sm transition-colors hover:bg-sunken hover:text-ink max-lg:h-9 dark:hover:bg-raised';

type ItemProps = {
  item: NavigationItem;
  /** Where the list opens: the member's default view of it; undefined until it is known which views there are. */
  search: Record<string, string> | null | undefined;
  onNavigate?: (() => void) | undefined;
};

function Item({ item, search, onNavigate }: ItemProps) {
  const Icon = item.icon;
  const navigate = useNavigate();
  const defaultView = useDefaultView();
  if ('href' in item) {
    return (
      <a href={item.href} target="_blank" rel="noreferrer" className={look}>
        <Icon aria-hidden className="size-4 text-ink-faint" />
        <span className="flex-1">{item.label}</span>
        <ArrowUpRight aria-label="opens in a new window" className="size-3.5 text-ink-faint" />
      </a>
    );
  }
  const { to, list } = item;
  const onClick = async (event: MouseEvent) => {
    onNavigate?.();
    const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (search !== undefined || list === undefined || opensElsewhere) return;
    event.preventDefault();
    await navigate({ to, search: ((await defaultView(list)) ?? {}) as never });
  };
  return (
    <Link
      to={to}
      {...(search ? { search: search as never } : {})}
      onClick={onClick}
      activeOptions={{ exact: item.to === '/', includeSearch: false }}
      className={look}
      activeProps={{
        className: 'bg-surface! text-ink! shadow-low ring-1 ring-line dark:bg-raised! [&_svg]:text-accent-ink!',
      }}
    >
      <Icon aria-hidden className="size-4 text-ink-faint transition-colors" />
      {item.label}
    </Link>
  );
}

export function Sidebar({ onNavigate, className }: { onNavigate?: () => void; className?: string }) {
  const { views, known } = useSavedViews();
  return (
    <div className={cx('flex h-full flex-col', className)}>
      <div className="px-3 pt-3 pb-2">
        <TenantMenu />
      </div>
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-3 pt-1 pb-4">
        {navigation.map((group) => (
          <div key={group.label ?? group.items[0]?.label}>
            {group.label ? <h2 className="px-2 pb-1 font-medium text-2xs text-ink-faint">{group.label}</h2> : null}
            <ul className="flex flex-col gap-px">
              {group.items.map((item) => (
                <li key={item.label}>
                  <Item
                    item={item}
                    search={
                      known
                        ? (views.find((view) => view.is_default && view.list === item.list)?.search ?? null)
                        : undefined
                    }
                    onNavigate={onNavigate}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
