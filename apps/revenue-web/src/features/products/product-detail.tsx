import type { PriceInHistory, ProductDetail as ProductView } from '@revenue/billing-core/catalog';
import { getRouteApi } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { setByWords } from '../customers/timeline-words.ts';
import { EditProductSheet } from './edit-product-sheet.tsx';
import { PriceText } from './product-price.tsx';
import { productTypes } from './product-types.ts';

const route = getRouteApi('/app/products/$productId');

/** What the price was, and by how much it changed. */
function PriceBefore({ price }: { price: PriceInHistory }) {
  const format = useFormat();
  const { previous_unit_amount: before, unit_amount, currency } = price;
  if (before === null) return <span className="text-ink-faint">First</span>;
  const change = before === 0 ? null : (unit_amount - before) / before;
  return (
    <span className="text-ink-soft">
      {format.unitPrice(before, currency)}
      {change === null || change === 0 ? null : (
        <span className="ml-1.5 text-ink-faint text-xs">
          {new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1, signDisplay: 'always' }).format(
            change,
          )}
        </span>
      )}
    </span>
  );
}

/** The day; its minute when one points at it. */
function Day({ instant }: { instant: string }) {
  const format = useFormat();
  return (
    <time dateTime={instant} title={format.dateTime(instant)}>
      {format.dayOf(instant)}
    </time>
  );
}

function PriceHistory({ product }: { product: ProductView }) {
  return (
    <Card
      flush
      title="Prices"
      description="A new price holds from its day on. Invoices that are made already, drafts too, keep the price they have."
    >
      <DataTable
        caption="Price history"
        rows={product.price_history}
        rowKey={(price) => price.id}
        empty={<p className="px-4 pb-4 text-ink-soft text-sm">No price yet. Edit the product to give it one.</p>}
        columns={[
          { id: 'currency', header: 'Currency', cell: (price) => price.currency },
          {
            id: 'price',
            header: 'Price',
            align: 'end',
            cell: (price) => <PriceText price={price} unit={product.unit} />,
          },
          {
            id: 'before',
            header: 'Before',
            align: 'end',
            from: 'sm',
            cell: (price) => <PriceBefore price={price} />,
          },
          { id: 'from', header: 'From', cell: (price) => <Day instant={price.valid_from} /> },
          {
            id: 'to',
            header: 'Until',
            from: 'sm',
            cell: (price) =>
              price.valid_to ? <Day instant={price.valid_to} /> : <Badge tone="success">Current</Badge>,
          },
          {
            id: 'by',
            header: 'Set by',
            from: 'md',
            wrap: true,
            cell: (price) => (
              <span className="wrap-anywhere text-ink-soft">
                {price.created_by ? setByWords(price.created_by) : '–'}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

function ActiveButton({ product }: { product: ProductView }) {
  const cache = trpc.useUtils();
  const update = trpc.products.update.useMutation({
    onSuccess: () => cache.products.invalidate(),
    onError: (error) => toast.failed('The product was not changed', readProblem(error).message),
  });
  return (
    <Button
      busy={update.isPending}
      onClick={() => update.mutate({ id: product.id, version: product.version, active: !product.active })}
    >
      {product.active ? 'Stop selling' : 'Sell again'}
    </Button>
  );
}

export function ProductDetail() {
  const { productId } = route.useParams();
  const [editing, setEditing] = useState(false);
  const format = useFormat();
  const query = trpc.products.get.useQuery({ id: productId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const product = query.data;
  if (!product) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={product.name}
        badge={
          product.active ? (
            <Badge dot tone="success">
              Active
            </Badge>
          ) : (
            <Badge dot>Not sold any more</Badge>
          )
        }
        description={product.description}
        parent={{ label: 'Products', link: { to: '/products' } }}
        actions={
          <>
            <ActiveButton product={product} />
            <Button variant="primary" icon={<Pencil aria-hidden />} onClick={() => setEditing(true)}>
              Edit
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <PriceHistory product={product} />
        <Card title="Details">
          <DescriptionList
            items={[
              { label: 'Sold', value: productTypes[product.type].label },
              { label: 'Unit', value: product.unit },
              { label: 'Your own id', value: product.external_id ? <CopyText text={product.external_id} /> : null },
              {
                label: 'Id',
                value: <CopyText text={product.id} shown={`${product.id.slice(0, 8)}…${product.id.slice(-4)}`} />,
              },
              { label: 'Created', value: format.dateTime(product.created_at) },
            ]}
          />
        </Card>
      </div>
      {editing ? <EditProductSheet product={product} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
