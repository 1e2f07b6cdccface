import {
  PRODUCT_SORTS,
  PRODUCT_TYPES,
  type Product,
  type ProductPage,
  type ProductType,
} from '@revenue/billing-core/catalog';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Box, Plus, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { ProductPrice } from './product-price.tsx';
import { productTypes } from './product-types.ts';

const route = getRouteApi('/app/products');

const asType = (word: string | undefined) => PRODUCT_TYPES.find((type) => type === word);
const asSort = (word: string | undefined) => PRODUCT_SORTS.find((sort) => sort === word) ?? '-created_at';

const newProduct = (
  <Button asChild variant="primary">
    <Link to="/products/new">
      <Plus aria-hidden />
      New product
    </Link>
  </Button>
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

function TypeTabs({ type, counts }: { type: ProductType | undefined; counts: ProductPage['counts'] | undefined }) {
  const tabs = [
    { id: 'all', label: 'All', count: counts?.all, link: { to: '/products', search: {} } as const },
    ...PRODUCT_TYPES.map((word) => ({
      id: word,
      label: productTypes[word].label,
      count: counts?.[word],
      link: { to: '/products', search: { type: word } } as const,
    })),
  ];
  return <TabLinks label="Products by type" tabs={tabs} current={type ?? 'all'} />;
}

export function ProductList() {
  const { change } = useListAddress();
  const columns = useColumns();
  const search = route.useSearch();
  const { q, cursor } = search;
  const type = asType(search.type);
  const sort = asSort(search.sort);
  const active = search.active === undefined ? undefined : search.active === 'yes';
  const list = trpc.products.list.useQuery(
    { q, type, active, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const empty =
    q || type || search.active || cursor ? (
      <EmptyState icon={SearchX} title="No product matches">
        Change the search or clear the filters.
      </EmptyState>
    ) : (
      <EmptyState icon={Box} title="No products yet" action={newProduct}>
        A product is what a line of an invoice sells, with a price in each currency.
      </EmptyState>
    );
  return (
    <>
      <PageHeader title="Products" description="What you sell, and what it costs." actions={newProduct} />
      <TypeTabs type={type} counts={list.data?.counts} />
      <ListToolbar filters={{ active: search.active }}>
        <SearchBox value={q} placeholder="Search name or description" />
        <FilterSelect
          label="Any state"
          name="active"
          value={search.active}
          options={[
            { value: 'yes', label: 'Active' },
            { value: 'no', label: 'Not sold any more' },
          ]}
        />
      </ListToolbar>
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Products"
            sticky
            columns={columns}
            rows={list.data?.data}
            rowKey={(product) => product.id}
            rowLink={(product) => ({ to: '/products/$productId', params: { productId: product.id } })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={empty}
          />
        )}
        <ListPages shown={list.data?.data.length} noun="product" cursor={cursor} nextCursor={list.data?.next_cursor} />
      </Card>
    </>
  );
}
