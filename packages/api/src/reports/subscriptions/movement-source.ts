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
  const { group_by, plan_id, currency } = query;
  const byPlan = group_by === 'plan' || plan_id !== undefined;
  const key = { plan: Prisma.sql`plan`, country: Prisma.sql`country` };
  return Prisma.sql`
    SELECT day, customer_id, currency, ${group_by === null ? Prisma.sql`''` : key[group_by]} AS key, after - delta AS before, after,
           CASE WHEN total_after = 0 THEN 'churn'
                WHEN total_after = total_delta THEN CASE WHEN day = first_day THEN 'new' ELSE 'reactivation' END
                WHEN delta > 0 THEN 'expansion' ELSE 'contraction' END AS type
      FROM (SELECT *, (sum(delta) OVER (PARTITION BY customer_id, currency, plan ORDER BY day))::bigint AS after,
                   sum(delta) OVER (PARTITION BY customer_id ORDER BY day) AS total_after,
                   sum(delta) OVER (PARTITION BY customer_id, day) AS total_delta,
                   min(day) OVER (PARTITION BY customer_id) AS first_day
              FROM (SELECT customer_id, currency, country, plan, day, sum(delta)::bigint AS delta
                      FROM (${endsOfSpans(query, byPlan)}) ends
                     GROUP BY 1, 2, 3, 4, 5 HAVING sum(delta) <> 0) changes) levels
     WHERE true ${plan_id === undefined ? Prisma.empty : Prisma.sql`AND plan = ${plan_id}`}
       ${currency === undefined ? Prisma.empty : Prisma.sql`AND currency = ${currency}`}`;
}

/** What begins to count and what ends to, of customers in the country, if one is asked for. */
function endsOfSpans({ tenant_id, to, group_by, country, customer_id }: MovementQuery, byPlan: boolean): Prisma.Sql {
  const plan = byPlan ? Prisma.sql`m.plan_id::text` : Prisma.sql`''`;
  const needsCountry = group_by === 'country' || country !== undefined;
  const join = needsCountry
    ? Prisma.sql`JOIN customers c ON c.tenant_id = m.tenant_id AND c.id = m.customer_id
                 ${country === undefined ? Prisma.empty : Prisma.sql`AND c.country = ${country}`}`
    : Prisma.empty;
  const columns = Prisma.sql`m.customer_id, m.currency, ${needsCountry ? Prisma.sql`c.country` : Prisma.sql`''`} AS country, ${plan} AS plan`;
  const ofCustomer = customer_id === undefined ? Prisma.empty : Prisma.sql`AND m.customer_id = ${customer_id}::uuid`;
  const end = Prisma.sql`${addDays(to, 1)}::date`;
  return Prisma.sql`
    SELECT ${columns}, m.from_day AS day, m.mrr AS delta FROM mrr_spans m ${join}
     WHERE m.tenant_id = ${tenant_id}::uuid AND m.mrr > 0 AND m.from_day < ${end} ${ofCustomer}
    UNION ALL
    SELECT ${columns}, m.until_day, -m.mrr FROM mrr_spans m ${join}
     WHERE m.tenant_id = ${tenant_id}::uuid AND m.mrr > 0 AND m.until_day < ${end} ${ofCustomer}`;
}
