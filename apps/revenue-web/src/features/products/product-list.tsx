import { PRODUCT_TYPES, type Product, type ProductPage } from '@revenue/billing-core/catalog';
import { Link } from '@tanstack/react-router';
import { Box, Plus, SearchX, Upload } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { useSelection } from '../../list/use-selection.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { ListBulk } from '../bulk-actions/list-bulk.tsx';
import { RunningBulk } from '../bulk-actions/running-bulk.tsx';
import { ProductPrice } from './product-price.tsx';
import { productTypes } from './product-types.ts';
import { useProductFilters } from './use-product-filters.ts';

const bulkActions = ['archive_products', 'restore_products'] as const;
const files = [{ path: '/products.csv', label: 'products' }] as const;

const newProduct = (
  <Button asChild variant="primary">
    <Link to="/products/new">
      <Plus aria-hidden />
      New product
    </Link>
  </Button>
);

const pageActions = (
  <>
    <Button asChild>
      <Link to="/products/import">
        <Upload aria-hidden />
        Import
      </Link>
    </Button>
    {newProduct}
  </>
);

function useColumns(): Column<Product>[] {
  const format = useFormat();
  return [
    { id: 'name', header: 'Name', sort: 'name', cell: (product) => product.name },
    {
      id: 'type',
      header: 'Sold',
      cell: (product) => <span className="text-ink-soft">{productTypes[product.type].label}</span>,
    },
    {
      id: 'active',
      header: 'State',
      from: 'sm',
      cell: (product) =>
        product.active ? (
          <Badge dot tone="success">
            Active
          </Badge>
        ) : (
          <Badge dot>Not sold any more</Badge>
        ),
    },
    {
      id: 'created',
      header: 'Created',
      sort: 'created_at',
      from: 'lg',
      cell: (product) => <span className="text-ink-soft">{format.dayOf(product.created_at)}</span>,
    },
    { id: 'price', header: 'Price', align: 'end', cell: (product) => <ProductPrice product={product} /> },
  ];
}

function TypeTabs({ counts }: { counts: ProductPage['counts'] | undefined }) {
  const { filters, search } = useProductFilters();
  const kept = { ...search, type: undefined, cursor: undefined };
  const tabs = [
    { id: 'all', label: 'All', count: counts?.all, link: { to: '/products', search: kept } as const },
    ...PRODUCT_TYPES.map((word) => ({
      id: word,
      label: productTypes[word].label,
      count: counts?.[word],
      link: { to: '/products', search: { ...kept, type: word } } as const,
    })),
  ];
  return <TabLinks label="Products by type" tabs={tabs} current={filters.type ?? 'all'} />;
}

const states = [
  { value: 'yes', label: 'Active' },
  { value: 'no', label: 'Not sold any more' },
];

function ProductToolbar({
  columns,
  count,
}: {
  columns: readonly { id: string; header: string }[];
  count: number | undefined;
}) {
  const { filters, sort, search } = useProductFilters();
  return (
    <ListToolbar
      filters={{ active: search.active }}
      end={
        <ListEnd list="products" search={search} columns={columns}>
          <ExportButton files={files} query={{ ...filters, sort }} count={count} />
        </ListEnd>
      }
    >
      <SearchBox value={search.q} placeholder="Search name or description" />
      <FilterSelect label="Any state" name="active" value={search.active} options={states} />
    </ListToolbar>
  );
}

const nothingMatches = (
  <EmptyState icon={SearchX} title="No product matches">
    Change the search or clear the filters.
  </EmptyState>
);
const noProducts = (
  <EmptyState icon={Box} title="No products yet" action={newProduct}>
    A product is what a line of an invoice sells, with a price in each currency.
  </EmptyState>
);

export function ProductList() {
  const { filters, sort, search } = useProductFilters();
  const { change } = useListAddress();
  const columns = useColumns();
  const list = trpc.products.list.useQuery(
    { ...filters, sort, cursor: search.cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const ids = (list.data?.data ?? []).map(({ id }) => id);
  const selection = useSelection(JSON.stringify(filters), ids);
  const count = list.data?.counts[filters.type ?? 'all'];
  const filtered = Boolean(search.q || search.type || search.active || search.cursor);
  return (
    <>
      <PageHeader title="Products" description="What you sell, and what it costs." actions={pageActions} />
      <RunningBulk />
      <TypeTabs counts={list.data?.counts} />
      <ProductToolbar columns={columns} count={count} />
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Products"
            sticky
            columns={shownColumns(columns, search.columns)}
            essentials={(product) => (product.active ? null : 'not sold any more')}
            rows={list.data?.data}
            rowKey={(product) => product.id}
            selection={selection}
            rowName={(product) => product.name}
            rowLink={(product) => ({ to: '/products/$productId', params: { productId: product.id } })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={filtered ? nothingMatches : noProducts}
          />
        )}
        <ListPages
          shown={list.data?.data.length}
          noun="product"
          cursor={search.cursor}
          nextCursor={list.data?.next_cursor}
        />
      </Card>
      <ListBulk
        selection={selection}
        total={count}
        noun="product"
        actions={bulkActions}
        filter={filters}
        files={files}
        sort={sort}
        search={search}
      />
    </>
  );
}
