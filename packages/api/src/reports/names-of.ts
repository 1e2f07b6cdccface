import type { ReportGroup } from '@revenue/billing-core/reports';
import type { Tx } from '@revenue/db/database';

const UNGROUPED: Record<ReportGroup, string> = {
  product: 'Without a product',
  plan: 'Without a plan',
  customer: 'Without a customer',
  country: 'Without a country',
  currency: 'Without a currency',
};

/** What the keys of a report are called, by key: two statements whatever their number. */
export async function namesOf(
  tx: Tx,
  tenant_id: string,
  group: ReportGroup | null,
  rows: readonly { key: string | null }[],
): Promise<Map<string, string>> {
  if (group === null) return new Map();
  const ids = [...new Set(rows.map(({ key }) => key ?? ''))].filter((key) => key !== '' && key !== 'other');
  const names = new Map([
    ['', UNGROUPED[group]],
    ['other', 'Other'],
  ]);
  for (const { id, name } of await loadNames(tx, tenant_id, group, ids)) names.set(id, name);
  return names;
}

function loadNames(tx: Tx, tenant_id: string, group: ReportGroup, ids: string[]) {
  const wanted = { where: { tenant_id, id: { in: ids } }, select: { id: true, name: true } };
  if (group === 'product') return tx.product.findMany(wanted);
  if (group === 'plan') return tx.plan.findMany(wanted);
  if (group === 'customer') return tx.customer.findMany(wanted);
  return Promise.resolve(ids.map((id) => ({ id, name: id })));
}
