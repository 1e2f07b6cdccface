import { Link, type LinkProps } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { type RowSelection, SelectPage, SelectRow } from './row-checkbox.tsx';
import { Skeleton } from './skeleton.tsx';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, in figures of one width. */
  align?: 'end';
  /** The server's name for this order; without it the column cannot be sorted by. */
  sort?: string;
  /** Left out on narrow screens, where the row's own page tells. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Prose, which may take several lines. Names, dates and figures stay on one. */
  wrap?: boolean;
  className?: string;
};

export type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** The whole row leads there; the first cell carries the link. */
  rowLink?: (row: Row) => LinkProps;
  /** Rows get a checkbox; `rowName` says which row it is. */
  selection?: RowSelection;
  rowName?: (row: Row) => string;
  /** The essentials of the columns that have no room on a phone, as a second line of the first. */
  essentials?: (row: Row) => ReactNode;
  /** For rows that are opened by a button in a cell. */
  rowClassName?: string;
  /** 'name' or '-name'. */
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  empty?: ReactNode;
  footer?: ReactNode;
  /** The header stays in sight while the page scrolls. */
  sticky?: boolean;
  skeletonRows?: number;
};

const shownFrom = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' };

function cellClass<Row>(column: Column<Row>) {
  return cx(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'end' ? 'tabular text-right' : 'text-left',
    column.from && shownFrom[column.from],
    column.className,
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
  sticky,
}: { column: Column<Row> } & Pick<DataTableProps<Row>, 'sort' | 'onSort' | 'sticky'>) {
  const up = sort !== undefined && sort === column.sort;
  const down = sort !== undefined && sort === `-${column.sort}`;
  const Icon = up ? ArrowUp : down ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
      className={cx(
        cellClass(column),
        'h-9 whitespace-nowrap border-line border-b bg-surface font-medium text-ink-faint text-xs',
        sticky && 'z-10 md:sticky md:top-12',
      )}
    >
      {column.sort && onSort ? (
        <button
          type="button"
          onClick={() => onSort(up ? `-${column.sort}` : (column.sort ?? ''))}
          className={cx(
            '-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink',
            (up || down) && 'text-ink',
            column.align === 'end' && 'flex-row-reverse',
          )}
        >
          {column.header}
          <Icon aria-hidden className={cx('size-3', !(up || down) && 'opacity-50')} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function SkeletonRows<Row>({
  columns,
  count,
  selectable,
}: {
  columns: readonly Column<Row>[];
  count: number;
  selectable: boolean;
}) {
  return Array.from({ length: count }, (_, row) => (
    <tr key={row} className="border-line not-last:border-b">
      {selectable ? <td className="w-9" /> : null}
      {columns.map((column) => (
        <td key={column.id} className={cx(cellClass(column), 'h-10')}>
          <Skeleton className={cx('inline-block h-3', column.align === 'end' ? 'w-16' : 'w-24')} />
        </td>
      ))}
    </tr>
  ));
}

function BodyRow<Row>(props: DataTableProps<Row> & { row: Row }) {
  const { row, columns, rowKey, rowLink, selection, rowName } = props;
  const key = rowKey(row);
  return (
    <tr
      className={cx(
        'group',
        rowLink && 'relative hover:bg-hover has-focus-visible:bg-hover',
        selection?.has(key) && 'bg-accent-soft',
        props.rowClassName,
      )}
    >
      {selection ? <SelectRow selection={selection} id={key} name={rowName?.(row) ?? key} /> : null}
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={cx(
            cellClass(column),
            'h-10 border-line py-1.5 text-ink',
            !column.wrap && index > 0 && 'whitespace-nowrap',
          )}
        >
          {rowLink && index === 0 ? (
            <Link
              {...rowLink(row)}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
          {index === 0 && props.essentials ? (
            <span className="block whitespace-normal text-ink-soft text-xs sm:hidden">{props.essentials(row)}</span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty, footer, sticky, selection, skeletonRows = 8 } = props;
  if (rows?.length === 0 && empty) return empty;
  return (
    <div className={cx('max-md:overflow-x-auto', !sticky && 'overflow-x-auto')}>
      <table className="w-full border-separate border-spacing-0 text-sm" aria-busy={rows === undefined}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selection ? <SelectPage selection={selection} sticky={sticky ?? false} /> : null}
            {columns.map((column) => (
              <HeaderCell
                key={column.id}
                column={column}
                sort={props.sort}
                sticky={sticky ?? false}
                {...(props.onSort ? { onSort: props.onSort } : {})}
              />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:not(:last-child)>td]:border-b">
          {rows === undefined ? (
            <SkeletonRows columns={columns} count={skeletonRows} selectable={Boolean(selection)} />
          ) : null}
          {rows?.map((row) => (
            <BodyRow key={rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </div>
  );
}
