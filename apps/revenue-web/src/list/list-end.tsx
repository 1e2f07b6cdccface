import type { ViewedList } from '@revenue/billing-core/saved-views';
import type { ReactNode } from 'react';
import { ColumnsMenu } from './columns-menu.tsx';
import type { Address } from './view-search.ts';
import { ViewsMenu } from './views-menu.tsx';

export type ListEndProps = {
  list: ViewedList;
  search: Address;
  columns: readonly { id: string; header: string }[];
  children?: ReactNode;
};

/** What stands at the end of a list's toolbar: its columns, its saved views, and what is done with all of it. */
export function ListEnd({ list, search, columns, children }: ListEndProps) {
  return (
    <>
      <ColumnsMenu columns={columns} chosen={search.columns} cursor={search.cursor} />
      <ViewsMenu list={list} search={search} />
      {children}
    </>
  );
}
