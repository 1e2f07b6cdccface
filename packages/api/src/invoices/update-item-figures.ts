import type { SqlClient } from '@revenue/jobs/job-queue';
import type { InvoiceItemRow } from './insert-invoices.ts';
import { taxesToJson } from './stored-tax.ts';

/** What an edit of the invoice changes of items that stay: what they bear of its discount, and with it their tax. */
export async function updateItemFigures(
  client: SqlClient,
  tenantId: string,
  kept: readonly { id: string }[],
  computed: readonly InvoiceItemRow[],
): Promise<void> {
  const items = kept.flatMap(({ id }, at) => {
    const item = computed[at];
    return item === undefined ? [] : [{ ...item, id }];
  });
  if (items.length === 0) return;
  const column = <K extends keyof (typeof items)[number]>(key: K) => items.map((item) => item[key]);
  await client.query(
    `UPDATE invoice_items it
        SET discount_amount = u.discount_amount, own_discount_amount = u.own_discount_amount, tax_amount = u.tax_amount,
            tax_inclusive = u.tax_inclusive, taxes = u.taxes
       FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[], $7::jsonb[])
            AS u(id, discount_amount, own_discount_amount, tax_amount, tax_inclusive, taxes)
      WHERE it.tenant_id = $1 AND it.id = u.id
        AND (it.discount_amount, it.own_discount_amount, it.tax_amount, it.tax_inclusive, it.taxes)
            IS DISTINCT FROM (u.discount_amount, u.own_discount_amount, u.tax_amount, u.tax_inclusive, u.taxes)`,
    [
      tenantId,
      column('id'),
      column('discount_amount'),
      column('own_discount_amount'),
      column('tax_amount'),
      column('tax_inclusive'),
      items.map((item) => taxesToJson(item.taxes)),
    ],
  );
}
