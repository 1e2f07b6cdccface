import {
  type BulkFacts,
  type BulkPreview,
  bulkRefusal,
  type PreviewBulkAction,
} from '@revenue/billing-core/bulk-actions';
import { wireSum } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { readSelection, type Selected } from './read-selection.ts';

/** Records in the same state are judged together, so a preview over a hundred thousand is one statement. */
interface Group {
  facts: BulkFacts;
  count: number;
  currency: string | null;
  total: string | null;
  amount_due: string | null;
}

/** What a bulk action would do, and in money: how many go, what they come to, and why others do not. */
export async function previewBulkAction(ctx: OperationContext, input: PreviewBulkAction): Promise<BulkPreview> {
  const selected = readSelection(ctx.tenant_id, input);
  const { rows: groups } = await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    client.query<Group>(groupsOf(selected), selected.conditions.values),
  );
  const judged = groups.map((group) => ({ ...group, refusal: bulkRefusal(input.action, group.facts) }));
  const going = judged.filter(({ refusal }) => refusal === null);
  return {
    matching: sumCounts(judged),
    going: sumCounts(going),
    refused: countReasons(judged),
    sums: sumMoney(going),
  };
}

const FACTS = {
  invoices: `jsonb_build_object('status', i.status, 'has_payments', i.amount_paid > 0, 'has_credits', i.amount_credited > 0, 'has_items',
               EXISTS (SELECT FROM invoice_items l WHERE l.tenant_id = $1 AND l.invoice_id = i.id))`,
  customers: `jsonb_build_object('status', c.status)`,
  products: `jsonb_build_object('active', p.active)`,
};

/** What a record of the alias is judged by, as `bulkRefusal` takes it. */
export const factsSql = ({ objects }: Pick<Selected, 'objects'>): string => FACTS[objects];

function groupsOf(selected: Selected): string {
  const { objects, from, conditions } = selected;
  const money =
    objects === 'invoices'
      ? 'i.currency, sum(i.total)::text AS total, sum(i.amount_due)::text AS amount_due'
      : 'NULL AS currency, NULL AS total, NULL AS amount_due';
  return `SELECT ${factsSql(selected)} AS facts, count(*)::int AS count, ${money}
            FROM ${from} WHERE ${conditions.text()} GROUP BY 1, 3`;
}

const sumCounts = (groups: { count: number }[]) => groups.reduce((sum, { count }) => sum + count, 0);

function countReasons(groups: { refusal: string | null; count: number }[]): BulkPreview['refused'] {
  const counts = new Map<string, number>();
  for (const { refusal, count } of groups)
    if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}

function sumMoney(groups: Group[]): BulkPreview['sums'] {
  const sums = new Map<string, { count: number; total: bigint; amount_due: bigint }>();
  for (const { currency, count, total, amount_due } of groups) {
    if (currency === null) continue;
    const sum = sums.get(currency) ?? { count: 0, total: 0n, amount_due: 0n };
    sum.count += count;
    sum.total += BigInt(total ?? 0);
    sum.amount_due += BigInt(amount_due ?? 0);
    sums.set(currency, sum);
  }
  return [...sums]
    .map(([currency, { count, total, amount_due }]) => ({
      currency,
      count,
      total: wireSum(total, currency),
      amount_due: wireSum(amount_due, currency),
    }))
    .toSorted((a, b) => a.currency.localeCompare(b.currency));
}
