import type { Derivation } from '@revenue/billing-core/money';
import type { ComponentKind } from '@revenue/billing-core/subscriptions';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { itemTaxesFromJson } from '../invoices/stored-tax.ts';
import { toTaxRate } from '../invoices/to-tax-rate.ts';
import type { DueSubscription } from './load-due-subscriptions.ts';
import type { WaitingLine } from './load-waiting-lines.ts';

/** A line whose period became free, with what its item became since. */
export interface ReleasedLine {
  id: string;
  subscription_item_id: string;
  kind: ComponentKind;
  name: string;
  quantity: string;
  unit_price: string | null;
  amount: string;
  discount_amount: string;
  service_start: string;
  service_end: string;
  product_id: string | null;
  derivation: Derivation;
  taxes: unknown;
  tax_inclusive: boolean;
  credits_item_id: string | null;
  /** What it gives back of is void or billed anew, so that there is nothing to give back of. */
  credits_nothing: boolean;
  /** Up to which day an item that a change has ended stays charged for. */
  stays_until: string | null;
  /** A change brought its item: the days and the price are those of that change. */
  is_of_change: boolean;
}

export async function loadReleasedLines(
  client: SqlClient,
  tenantId: string,
  ids: readonly string[],
): Promise<ReleasedLine[]> {
  const { rows } = await client.query(
    `SELECT it.id, it.subscription_item_id, it.kind, pc.name, trim_scale(it.quantity)::text AS quantity,
            trim_scale(it.unit_price)::text AS unit_price, it.amount::text, it.discount_amount::text, it.service_start::text,
            it.service_end::text, it.product_id, it.derivation, it.taxes, it.tax_inclusive, it.credits_item_id,
            CASE WHEN si.state = 'ended' THEN si.service_end::text END AS stays_until, si.change_id IS NOT NULL AS is_of_change,
            o.id IS NOT NULL AND (oi.status = 'void' OR o.released_at IS NOT NULL) AS credits_nothing
       FROM invoice_items it
       JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id
       JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
       LEFT JOIN invoice_items o ON o.tenant_id = it.tenant_id AND o.id = it.credits_item_id
       LEFT JOIN invoices oi ON oi.tenant_id = o.tenant_id AND oi.id = o.invoice_id
      WHERE it.tenant_id = $1 AND it.id = ANY($2::uuid[]) ORDER BY it.position`,
    [tenantId, ids],
  );
  return rows as ReleasedLine[];
}

/** Which lines are priced anew, for which days, and which are repeated as they were. */
export interface RepeatedLines {
  anew: (Pick<ReleasedLine, 'id' | 'subscription_item_id'> & { service_start: string; service_end: string })[];
  copies: { line: ReleasedLine; id: string; credits_item_id: string | null }[];
}

/**
 * What was given back of a line is given back again with it, and lines of changes keep the part of a period that they
 * were for. An item that was changed away after its invoice was void is billed up to the change alone.
 */
export function splitReleased(lines: readonly ReleasedLine[], now: Date): RepeatedLines {
  const known = new Set(lines.map(({ id }) => id));
  const gives = lines.filter(
    ({ credits_item_id: of, credits_nothing }) => of !== null && (known.has(of) || !credits_nothing),
  );
  const credited = new Set(gives.flatMap(({ credits_item_id }) => credits_item_id ?? []));
  const charges = lines.filter(({ credits_item_id }) => credits_item_id === null);
  const isCut = ({ id, stays_until, service_end }: ReleasedLine) =>
    !credited.has(id) && stays_until !== null && stays_until < service_end;
  const isCopied = (line: ReleasedLine) =>
    credited.has(line.id) || (line.is_of_change && line.kind === 'recurring' && !isCut(line));
  const copied = charges.filter(isCopied);
  const ids = new Map(copied.map(({ id }) => [id, newId(now)]));
  const anew = charges
    .filter((line) => !isCopied(line))
    .map((line) => (isCut(line) ? { ...line, service_end: line.stays_until ?? '' } : line));
  return {
    anew: anew.filter(({ service_start, service_end }) => service_start < service_end),
    copies: [
      ...copied.map((line) => ({ line, id: ids.get(line.id) ?? newId(now), credits_item_id: null })),
      ...gives.map((line) => ({
        line,
        id: newId(now),
        credits_item_id: ids.get(line.credits_item_id ?? '') ?? line.credits_item_id,
      })),
    ],
  };
}

/** A repeated line as one that waited for this invoice: with its amount, its discount and its taxes of before. */
export function toRepeated(
  { line, id, credits_item_id }: RepeatedLines['copies'][number],
  { id: subscription_id, payer, cycle, customer, plan }: DueSubscription,
): WaitingLine {
  const { name, taxes, tax_inclusive, amount, discount_amount } = line;
  return {
    ...line,
    id,
    waits_for: 'next_invoice',
    subscription_id,
    payer_id: payer.id,
    billing_cycle_id: cycle?.id ?? null,
    customer,
    currency: plan.currency,
    description: name,
    amount: BigInt(amount),
    discount_amount: BigInt(discount_amount),
    credits_item_id,
    credited_taxes:
      credits_item_id === null ? null : { tax_rates: itemTaxesFromJson(taxes).map(toTaxRate), tax_inclusive },
    credited_origin: null,
  };
}

/** What was charged beside the plan on a void invoice, for the subscriptions that are billed again: it comes along as it was. */
export async function loadOneOffLines(
  client: SqlClient,
  tenantId: string,
  invoiceId: string,
  { subscriptions, now }: { subscriptions: readonly DueSubscription[]; now: Date },
): Promise<WaitingLine[]> {
  const { rows } = await client.query(
    `SELECT w.subscription_id, it.description, trim_scale(it.quantity)::text AS quantity, trim_scale(it.unit_price)::text AS unit_price,
            it.amount::text, it.discount_amount::text, it.product_id, it.derivation
       FROM invoice_items it
       JOIN pending_invoice_items w ON w.tenant_id = it.tenant_id AND w.invoice_item_id = it.id AND w.kind = 'manual'
      WHERE it.tenant_id = $1 AND it.invoice_id = $2 ORDER BY it.position`,
    [tenantId, invoiceId],
  );
  return (rows as OneOffRow[]).flatMap(({ amount, discount_amount, ...row }): WaitingLine[] => {
    const of = subscriptions.find(({ id }) => id === row.subscription_id);
    if (of === undefined) return [];
    return [
      {
        ...row,
        ...{ id: newId(now), payer_id: of.payer.id, billing_cycle_id: of.cycle?.id ?? null, customer: of.customer },
        ...{ amount: BigInt(amount), discount_amount: BigInt(discount_amount), currency: of.plan.currency },
        ...{
          subscription_item_id: null,
          kind: 'manual',
          waits_for: 'next_invoice',
          service_start: null,
          service_end: null,
        },
        ...{ credits_item_id: null, credited_taxes: null, credited_origin: null },
      },
    ];
  });
}

interface OneOffRow {
  subscription_id: string;
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: string;
  discount_amount: string;
  product_id: string | null;
  derivation: Derivation;
}
