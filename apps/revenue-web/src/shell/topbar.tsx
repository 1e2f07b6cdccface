import { Menu as MenuIcon, Search } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { AccountMenu } from './account-menu.tsx';

export function Topbar({ onOpenMenu, onOpenPalette }: { onOpenMenu: () => void; onOpenPalette: () => void }) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-page/90 px-4 backdrop-blur-sm sm:px-6">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open the menu"
        className="-ml-1.5 lg:hidden"
        onClick={onOpenMenu}
        icon={<MenuIcon aria-hidden />}
      />
      <button
        type="button"
        onClick={onOpenPalette}
        className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-ink-faint text-sm hover:bg-sunken hover:text-ink sm:w-80 sm:border sm:border-line sm:bg-surface sm:shadow-low"
      >
        <Search aria-hidden className="size-3.5 shrink-0" />
        <span className="flex-1 truncate text-left">Search or go to…</span>
        <span className="hidden gap-0.5 sm:flex">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex items-center gap-2">
        <AccountMenu />
      </div>
    </header>
  );
}
