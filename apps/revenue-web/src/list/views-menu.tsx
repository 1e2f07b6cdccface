import type { SavedView, ViewedList } from '@revenue/billing-core/saved-views';
import { Bookmark, BookmarkPlus, Check, Pencil, Star, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { ManageViewsDialog } from './manage-views-dialog.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { useListAddress } from './use-list-address.ts';
import { useSavedViews } from './use-saved-views.ts';
import { type Address, addressOf, showsView } from './view-search.ts';

function ViewItem({ view, current, onSelect }: { view: SavedView; current: boolean; onSelect: () => void }) {
  return (
    <MenuItem icon={current ? <Check aria-hidden /> : <span className="size-4" />} onSelect={onSelect}>
      <span className="max-w-56 flex-1 truncate">{view.name}</span>
      {view.is_default ? <Star aria-label="opens first" className="ml-2" /> : null}
      {view.shared ? <Users aria-label={view.mine ? 'shared' : `shared by ${view.owner_name}`} /> : null}
    </MenuItem>
  );
}

/** The saved views of a list: to choose one, to keep what is shown as one, to tidy them up. The address says which it is. */
export function ViewsMenu({ list, search }: { list: ViewedList; search: Address }) {
  const { views } = useSavedViews(list);
  const { change } = useListAddress();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const current = views.find((view) => showsView(search, view.search));
  const close = () => setDialog(null);
  return (
    <>
      <Menu
        trigger={
          <Button icon={<Bookmark aria-hidden />} aria-label={current ? `View: ${current.name}` : 'Saved views'}>
            <span className="max-w-32 truncate">{current?.name ?? 'Views'}</span>
          </Button>
        }
      >
        <MenuLabel>{views.length === 0 ? 'No view is saved yet' : 'Saved views'}</MenuLabel>
        {views.map((view) => (
          <ViewItem
            key={view.id}
            view={view}
            current={view === current}
            onSelect={() => void change(addressOf(search, view.search))}
          />
        ))}
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus aria-hidden />} onSelect={() => setDialog('save')}>
          Save what is shown…
        </MenuItem>
        {views.length > 0 ? (
          <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setDialog('manage')}>
            Rename, share, delete…
          </MenuItem>
        ) : null}
      </Menu>
      {dialog === 'save' ? <SaveViewDialog list={list} search={search} onClose={close} /> : null}
      {dialog === 'manage' ? <ManageViewsDialog list={list} search={search} onClose={close} /> : null}
    </>
  );
}
