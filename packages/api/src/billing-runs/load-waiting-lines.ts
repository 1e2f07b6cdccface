import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Derivation } from '@revenue/billing-core/money';
import type { ComponentKind } from '@revenue/billing-core/subscriptions';
import type { TaxRate } from '@revenue/billing-core/taxes';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { itemTaxesFromJson } from '../invoices/stored-tax.ts';
import { toTaxRate } from '../invoices/to-tax-rate.ts';

/** A line of a change that waits for the next invoice of who pays. It keeps its id there. Minor units. */
export interface WaitingLine {
  id: string;
  subscription_id: string;
  payer_id: string;
  billing_cycle_id: string | null;
  customer: { id: string; name: string };
  /** null for what was added by hand when the subscription began. */
  subscription_item_id: string | null;
  currency: string;
  kind: ComponentKind | 'manual';
  waits_for: 'next_invoice' | 'first_invoice';
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: bigint;
  discount_amount: bigint;
  service_start: string | null;
  service_end: string | null;
  product_id: string | null;
  derivation: Derivation;
  /** The line it gives back of. */
  credits_item_id: string | null;
  /** As that line was taxed; null for a charge, or where that waits as well. */
  credited_taxes: { tax_rates: TaxRate[]; tax_inclusive: boolean } | null;
  credited_origin: CreditedOrigin | null;
}

/** Where the line stands that another gives back of; null where that waits as well. Minor units. */
export interface CreditedOrigin {
  line_id: string;
  invoice: { id: string; customer_id: string; status: InvoiceStatus; position: number } | null;
  amount: bigint;
  discount: bigint;
}

interface WaitingScope {
  payer_ids?: string[];
  subscription_ids?: string[];
  lock: boolean;
}

/** What waits for the next invoice of these payers, or of these subscriptions, in the order it came. */
export async function loadWaitingLines(
  client: SqlClient,
  tenantId: string,
  { payer_ids, subscription_ids, lock }: WaitingScope,
): Promise<WaitingLine[]> {
  const { rows } = await client.query(
    `SELECT w.id, w.subscription_id, COALESCE(c.payer_id, c.id) AS payer_id, s.billing_cycle_id, c.id AS customer_id,
            c.name AS customer_name, w.subscription_item_id, w.currency, w.kind, w.waits_for, w.description,
            trim_scale(w.quantity)::text AS quantity, trim_scale(w.unit_price)::text AS unit_price, w.amount::text,
            w.discount_amount::text, w.service_start::text, w.service_end::text, w.product_id, w.derivation,
            COALESCE(w.credits_item_id, w.credits_pending_id) AS credits_item_id, ci.taxes, ci.tax_inclusive,
            ci.invoice_id AS credited_invoice_id, cv.customer_id AS credited_customer_id, cv.status AS credited_status, ci.position AS credited_position,
            ci.amount::text AS credited_amount, ci.discount_amount::text AS credited_discount
       FROM pending_invoice_items w
       JOIN subscriptions s ON s.tenant_id = w.tenant_id AND s.id = w.subscription_id
       JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
       LEFT JOIN invoice_items ci ON ci.tenant_id = w.tenant_id AND ci.id = COALESCE(w.credits_item_id, w.credits_pending_id)
       LEFT JOIN invoices cv ON cv.tenant_id = ci.tenant_id AND cv.id = ci.invoice_id
      WHERE w.tenant_id = $1 AND w.status = 'waiting' AND w.waits_for <> 'end'
        AND ($2::uuid[] IS NULL OR s.customer_id = ANY(ARRAY(
              SELECT unnest($2::uuid[]) UNION SELECT id FROM customers WHERE tenant_id = $1 AND payer_id = ANY($2::uuid[]))))
        AND ($2::uuid[] IS NULL OR COALESCE(c.payer_id, c.id) = ANY($2::uuid[]))
        AND ($3::uuid[] IS NULL OR w.subscription_id = ANY($3::uuid[]))
      ORDER BY w.created_at, w.id ${lock ? 'FOR UPDATE OF w' : ''}`,
    [tenantId, payer_ids ?? null, subscription_ids ?? null],
  );
  return (rows as Row[]).map(toWaitingLine);
}

/** Says of lines that they are on an invoice, under their own ids. */
export async function settleWaitingLines(
  client: SqlClient,
  tenantId: string,
  now: Date,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await client.query(
    `UPDATE pending_invoice_items SET status = 'billed', invoice_item_id = id, settled_at = $3
      WHERE tenant_id = $1 AND id = ANY($2::uuid[])`,
    [tenantId, ids, now],
  );
}

type Row = Omit<WaitingLine, 'customer' | 'amount' | 'discount_amount' | 'credited_taxes' | 'credited_origin'> & {
  customer_id: string;
  customer_name: string;
  amount: string;
  discount_amount: string;
  taxes: unknown;
  tax_inclusive: boolean | null;
  credited_invoice_id: string | null;
  credited_customer_id: string | null;
  credited_status: InvoiceStatus | null;
  credited_position: number | null;
  credited_amount: string | null;
  credited_discount: string | null;
};

function toWaitingLine(row: Row): WaitingLine {
  const { customer_id, customer_name, taxes, tax_inclusive, credited_invoice_id, credited_status, credited_position } =
    row;
  const { credited_amount, credited_discount, credited_customer_id, ...line } = row;
  const isStored = credited_invoice_id !== null && credited_status !== null && credited_position !== null;
  return {
    ...line,
    customer: { id: customer_id, name: customer_name },
    amount: BigInt(row.amount),
    discount_amount: BigInt(row.discount_amount),
    credited_taxes:
      tax_inclusive === null ? null : { tax_rates: itemTaxesFromJson(taxes).map(toTaxRate), tax_inclusive },
    credited_origin: isStored
      ? {
          line_id: row.credits_item_id ?? '',
          invoice: {
            id: credited_invoice_id,
            customer_id: credited_customer_id ?? '',
            status: credited_status,
            position: credited_position,
          },
          amount: BigInt(credited_amount ?? 0),
          discount: BigInt(credited_discount ?? 0),
        }
      : null,
  };
}

/** What waits for the first invoice of a subscription that ended before it had one is never billed. */
export async function dropFirstLines(
  client: SqlClient,
  tenantId: string,
  now: Date,
  subscriptionIds: readonly string[],
): Promise<void> {
  await client.query(
    `UPDATE pending_invoice_items SET status = 'dropped', settled_at = $3
      WHERE tenant_id = $1 AND subscription_id = ANY($2::uuid[]) AND status = 'waiting' AND waits_for = 'first_invoice'`,
    [tenantId, subscriptionIds, now],
  );
}
