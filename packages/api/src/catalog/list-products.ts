import { type ListProducts, PRODUCT_TYPES, type ProductPage } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { loadTenantCurrency } from './product-queries.ts';
import { toProductView } from './product-view.ts';

type SortField = 'created_at' | 'name';

export async function listProducts(ctx: OperationContext, input: ListProducts): Promise<ProductPage> {
  const { tenant_id } = ctx;
  const { type, active, q, sort, limit, cursor } = input;
  const found = { tenant_id, deleted_at: null, ...presentFields({ active }), ...matching(q, ['name', 'description']) };
  const keyset = keysetOf<SortField>(sort, cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.product.findMany({
      where: { ...found, ...presentFields({ type }), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const groups = await tx.product.groupBy({ by: ['type'], where: found, _count: true, orderBy: { type: 'asc' } });
    const page = cutPage<(typeof rows)[number], SortField>(rows, limit, sort);
    const product_id = { in: page.rows.map((row) => row.id) };
    const prices = await tx.price.findMany({ where: { tenant_id, product_id, valid_to: null } });
    const tenant_currency = await loadTenantCurrency(tx, tenant_id);
    return {
      data: page.rows.map((row) => {
        const own = prices.filter((price) => price.product_id === row.id);
        return toProductView(row, own, tenant_currency);
      }),
      next_cursor: page.next_cursor,
      counts: countByType(groups),
    };
  });
}

function countByType(groups: { type: string; _count: number }[]): ProductPage['counts'] {
  const counts = { all: 0, one_time: 0, recurring: 0, metered: 0 };
  for (const type of PRODUCT_TYPES) {
    counts[type] = groups.find((group) => group.type === type)?._count ?? 0;
    counts.all += counts[type];
  }
  return counts;
}
