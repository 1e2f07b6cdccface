import type pg from 'pg';
import { seconds } from './measure.ts';

/** The tenant that is measured. */
export const TENANT = '01970000-0000-7000-8000-000000000001';

/**
 * Two years of subscriptions: each begins on some day, three in ten with a trial, half of them change their MRR once, one in
 * five is canceled and a few come back. Four customers in five have one, the others two.
 */
export async function fillMrr(client: pg.Client, subscriptions: number): Promise<void> {
  const filled = await seconds(async () => {
    await client.query('SET session_replication_role = replica');
    for (const statement of STATEMENTS) {
      await client.query(statement.replaceAll(':subscriptions', String(subscriptions)));
    }
    await client.query('SET session_replication_role = origin');
    await client.query('VACUUM ANALYZE');
  });
  const { rows } = await client.query<{ spans: string }>('SELECT count(*) AS spans FROM mrr_spans');
  const count = (value: number) => value.toLocaleString('en-US');
  console.log(
    `${count(subscriptions)} subscriptions, ${count(Number(rows[0]?.spans))} spans in ${filled.toFixed(0)} s`,
  );
}

const id = (kind: string, number: string) =>
  `('0197${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** Of subscription n. Two of them in six are of one customer. */
const CUSTOMER = '(n - (n % 6 = 5)::int)';
const PLAN = 'n % 10';
const STARTS = `(date '2024-07-01' + (n * 7919) % 720)`;

const STATEMENTS = [
  `INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
   VALUES ('${TENANT}', 'bench', 'Bench', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now())`,
  `INSERT INTO customers (tenant_id, id, name, email, status, currency, country, payment_terms, locale, time_zone, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0001', 'n')}, 'Customer ' || n, 'c' || n || '@example.com', 'active', 'USD',
          (ARRAY['US', 'DE', 'FR', 'GB', 'JP'])[1 + n % 5], 'net_30', 'en-US', 'UTC', '{}', now(), now()
     FROM generate_series(1, :subscriptions) n`,
  `INSERT INTO plans (tenant_id, id, code, name, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0005', 'n')}, 'plan-' || n, 'Plan ' || n, '{}', now(), now() FROM generate_series(0, 9) n`,
  `INSERT INTO plan_versions (tenant_id, id, plan_id, version, currency, interval, created_at)
   SELECT '${TENANT}', ${id('0006', 'n')}, ${id('0005', 'n')}, 1, 'USD', 'month', now() FROM generate_series(0, 9) n`,
  `INSERT INTO subscriptions (tenant_id, id, customer_id, plan_version_id, status, time_zone, start_date, anchor_date, cycle_index,
                              current_period_start, current_period_end, created_at, updated_at)
   SELECT '${TENANT}', ${id('0008', 'n')}, ${id('0001', CUSTOMER)}, ${id('0006', PLAN)}, 'active', 'UTC', ${STARTS}, ${STARTS}, 0,
          '2026-06-01', '2026-07-01', now(), now() FROM generate_series(1, :subscriptions) n`,
  `INSERT INTO mrr_spans (tenant_id, subscription_id, from_day, until_day, customer_id, plan_id, currency, status, mrr, recorded_at)
   SELECT '${TENANT}', ${id('0008', 'n')}, day, lead(day) OVER (PARTITION BY n ORDER BY day), ${id('0001', CUSTOMER)}, ${id('0005', PLAN)},
          CASE WHEN n % 10 = 0 THEN 'EUR' ELSE 'USD' END, status, mrr, now()
     FROM (SELECT n, ${STARTS} AS day, 'trialing' AS status, 0 AS mrr FROM generate_series(1, :subscriptions) n WHERE n % 10 < 3
           UNION ALL SELECT n, ${STARTS} + CASE WHEN n % 10 < 3 THEN 14 ELSE 0 END, 'active', 1000 + n % 9000 FROM generate_series(1, :subscriptions) n
           UNION ALL SELECT n, ${STARTS} + 20 + n % 300, 'active', 1500 + n % 7000 FROM generate_series(1, :subscriptions) n WHERE n % 2 = 0
           UNION ALL SELECT n, ${STARTS} + 330 + n % 200, 'paused', 0 FROM generate_series(1, :subscriptions) n WHERE n % 20 = 7
           UNION ALL SELECT n, ${STARTS} + 560 + n % 30, 'active', 2000 FROM generate_series(1, :subscriptions) n WHERE n % 20 = 7
           UNION ALL SELECT n, ${STARTS} + 600 + n % 90, 'canceled', 0 FROM generate_series(1, :subscriptions) n WHERE n % 5 = 1) lives`,
];
