import type { MrrGroup } from '@revenue/billing-core/metrics';
import type { ReportInterval } from '@revenue/billing-core/reports';
import { addDays, type LocalDate } from '@revenue/billing-core/time';
import { Prisma } from '@revenue/db/database';

export interface MovementQuery {
  tenant_id: string;
  /** Both inclusive. */
  from: LocalDate;
  to: LocalDate;
  interval: ReportInterval;
  group_by: MrrGroup | null;
  currency?: string | undefined;
  plan_id?: string | undefined;
  country?: string | undefined;
  customer_id?: string | undefined;
}

/**
 * Rows (day, customer_id, currency, key, before, after, type): every movement up to the end of the range, one for each
 * customer, currency and key on a day. What it is depends on the customer as a whole, over all plans and currencies, as
 * `reconcileMovements` of the core says, which a test holds it against.
 */
export function movementSource(query: MovementQuery): Prisma.Sql {
  const { tenant_id, group_by, plan_id, currency } = query;
  const byPlan = group_by === 'plan' || plan_id !== undefined;
  // Without the plan where nobody asks for it: what is not there need not be put in order.
  const plan = byPlan ? Prisma.sql`, plan_id` : Prisma.empty;
  const key = { plan: Prisma.sql`plan_id::text`, country: Prisma.sql`c.country` };
  const customers = Prisma.sql`JOIN customers c ON c.tenant_id = ${tenant_id}::uuid AND c.id = levels.customer_id`;
  return Prisma.sql`
    SELECT day, customer_id, levels.currency, ${group_by === null ? Prisma.sql`''` : key[group_by]} AS key,
           after - delta AS before, after,
           CASE WHEN total_after = 0 THEN 'churn'
                WHEN total_after = total_delta THEN CASE WHEN day = first_day THEN 'new' ELSE 'reactivation' END
                WHEN delta > 0 THEN 'expansion' ELSE 'contraction' END AS type
      FROM (SELECT *, (sum(delta) OVER (PARTITION BY customer_id, currency ${plan} ORDER BY day))::bigint AS after,
                   sum(delta) OVER life AS total_after, min(day) OVER life AS first_day,
                   sum(delta) OVER (PARTITION BY customer_id, day) AS total_delta
              FROM (SELECT customer_id, currency, day ${plan}, sum(delta)::bigint AS delta
                      FROM (${endsOfSpans(query, plan)}) ends
                     GROUP BY customer_id, currency, day ${plan} HAVING sum(delta) <> 0) changes
            WINDOW life AS (PARTITION BY customer_id ORDER BY day)) levels
      ${group_by === 'country' ? customers : Prisma.empty}
     WHERE true ${plan_id === undefined ? Prisma.empty : Prisma.sql`AND plan_id = ${plan_id}::uuid`}
       ${currency === undefined ? Prisma.empty : Prisma.sql`AND levels.currency = ${currency}`}`;
}

/** What begins to count and what ends to, of the customers that are asked for. */
function endsOfSpans(query: MovementQuery, plan: Prisma.Sql): Prisma.Sql {
  const { tenant_id, to } = query;
  const counts = Prisma.sql`tenant_id = ${tenant_id}::uuid AND mrr > 0 ${customersOf(query)}`;
  const end = Prisma.sql`${addDays(to, 1)}::date`;
  // Currencies are put in order only to stand together, so by their letters alone.
  const columns = Prisma.sql`customer_id, currency COLLATE "C" AS currency ${plan}`;
  return Prisma.sql`
    SELECT ${columns}, from_day AS day, mrr AS delta FROM mrr_spans WHERE ${counts} AND from_day < ${end}
    UNION ALL
    SELECT ${columns}, until_day, -mrr FROM mrr_spans WHERE ${counts} AND until_day < ${end}`;
}

/** With all that they have: what a movement is depends on the customer as a whole. */
function customersOf({ tenant_id, country, customer_id, plan_id }: MovementQuery): Prisma.Sql {
  const inCountry = Prisma.sql`AND customer_id IN (
    SELECT id FROM customers WHERE tenant_id = ${tenant_id}::uuid AND country = ${country})`;
  const onPlan = Prisma.sql`AND customer_id IN (
    SELECT customer_id FROM mrr_spans WHERE tenant_id = ${tenant_id}::uuid AND plan_id = ${plan_id}::uuid)`;
  return Prisma.sql`
    ${country === undefined ? Prisma.empty : inCountry} ${plan_id === undefined ? Prisma.empty : onPlan}
    ${customer_id === undefined ? Prisma.empty : Prisma.sql`AND customer_id = ${customer_id}::uuid`}`;
}
