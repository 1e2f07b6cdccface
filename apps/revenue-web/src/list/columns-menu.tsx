import { Columns3 } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { shownIds } from './shown-columns.ts';
import { useListAddress } from './use-list-address.ts';

export type ColumnsMenuProps = {
  columns: readonly { id: string; header: string }[];
  /** As the address has them. */
  chosen: string | undefined;
  cursor: string | undefined;
};

/** Which columns a list has. The first one leads to the record, so it always stays. */
export function ColumnsMenu({ columns, chosen, cursor }: ColumnsMenuProps) {
  const { change } = useListAddress();
  const shown = shownIds(columns, chosen);
  const set = (ids: string[]) =>
    void change({ cursor, columns: ids.length === columns.length ? undefined : ids.join(',') }, true);
  const toggle = (id: string) =>
    set(columns.map((column) => column.id).filter((other) => (other === id ? !shown.has(id) : shown.has(other))));
  return (
    <Menu
      trigger={<Button size="icon" aria-label="Columns" icon={<Columns3 aria-hidden />} className="max-sm:hidden" />}
    >
      <MenuLabel>Columns, where there is room</MenuLabel>
      {columns.slice(1).map(({ id, header }) => (
        <MenuCheck key={id} checked={shown.has(id)} onChange={() => toggle(id)}>
          {header}
        </MenuCheck>
      ))}
      {chosen ? (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => set(columns.map(({ id }) => id))}>All columns</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
