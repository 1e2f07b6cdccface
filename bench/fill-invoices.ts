import type { OperationContext } from '@revenue/api/context';
import { rebuildRevenueSums } from '@revenue/api/reports/rebuild-revenue-sums';
import type pg from 'pg';
import { seconds } from './measure.ts';

/** The tenant that is measured. */
export const TENANT = '01970000-0000-7000-8000-000000000001';

/** The invoices go in past the triggers, as data of another system would, and their sums are made after them. */
export async function fillInvoices(client: pg.Client, ctx: OperationContext, invoices: number): Promise<void> {
  const filled = await seconds(async () => {
    await client.query('SET session_replication_role = replica');
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':invoices', String(invoices)));
    await client.query('SET session_replication_role = origin');
  });
  let sums = 0;
  const summed = await seconds(async () => {
    ({ sums } = await rebuildRevenueSums(ctx));
  });
  await client.query('VACUUM ANALYZE');
  const count = (value: number) => value.toLocaleString('en-US');
  console.log(
    `${count(invoices)} invoices in ${filled.toFixed(0)} s, their ${count(sums)} sums in ${summed.toFixed(0)} s`,
  );
}

/** Ids that sort as they were made, without asking anybody for them. */
const id = (kind: string, number: string) =>
  `('0197${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const COUNTRIES =
  'US,DE,FR,GB,JP,IN,BR,CA,AU,IT,ES,NL,SE,NO,DK,FI,PL,CZ,AT,CH,IE,PT,BE,GR,HU,RO,MX,KR,SG,NZ'.replaceAll(',', "','");
const countryOf = (customer: string) => `(ARRAY['${COUNTRIES}'])[1 + (${customer}) % 30]`;

const STATEMENTS = [
  `INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
   VALUES ('${TENANT}', 'bench', 'Bench', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now())`,
  `INSERT INTO customers (tenant_id, id, name, email, status, currency, country, payment_terms, locale, time_zone, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0001', 'n')}, 'Customer ' || n, 'c' || n || '@example.com', 'active', 'USD', ${countryOf('n')},
          'net_30', 'en-US', 'UTC', '{}', now(), now() FROM generate_series(1, 20000) n`,
  `INSERT INTO products (tenant_id, id, name, type, active, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0002', 'n')}, 'Product ' || n, 'one_time', true, '{}', now(), now() FROM generate_series(1, 40) n`,
  `INSERT INTO plans (tenant_id, id, code, name, metadata, created_at, updated_at)
   SELECT '${TENANT}', ${id('0005', 'n')}, 'plan-' || n, 'Plan ' || n, '{}', now(), now() FROM generate_series(1, 10) n`,
  `INSERT INTO plan_versions (tenant_id, id, plan_id, version, currency, interval, created_at)
   SELECT '${TENANT}', ${id('0006', 'n')}, ${id('0005', 'n')}, 1, 'USD', 'month', now() FROM generate_series(1, 10) n`,
  `INSERT INTO plan_components (tenant_id, id, plan_version_id, position, kind, name, timing, pricing)
   SELECT '${TENANT}', ${id('0007', 'n')}, ${id('0006', 'n')}, 1, 'recurring', 'Fee', 'advance', '{}' FROM generate_series(1, 10) n`,
  `UPDATE plan_versions SET published_at = now() WHERE tenant_id = '${TENANT}'`,
  `INSERT INTO subscriptions (tenant_id, id, customer_id, plan_version_id, status, time_zone, start_date, anchor_date, cycle_index,
                              current_period_start, current_period_end, created_at, updated_at)
   SELECT '${TENANT}', ${id('0008', 'n')}, ${id('0001', 'n')}, ${id('0006', '1 + n % 10')}, 'active', 'UTC', '2024-07-01', '2024-07-01', 23,
          '2026-06-01', '2026-07-01', now(), now() FROM generate_series(1, 20000) n`,
  `INSERT INTO subscription_items (tenant_id, id, subscription_id, plan_component_id, quantity, created_at)
   SELECT '${TENANT}', ${id('0009', 'n')}, ${id('0008', 'n')}, ${id('0007', '1 + n % 10')}, 1, now() FROM generate_series(1, 20000) n`,
  // Most are paid by now; one in twenty is open.
  `INSERT INTO invoices (tenant_id, id, invoice_number, number_period, number_value, customer_id, status, currency, issue_date, due_date,
                         payment_terms, subtotal, total, amount_paid, amount_due, metadata, created_at, updated_at, finalized_at,
                         content_hash, customer_snapshot)
   SELECT '${TENANT}', ${id('0003', 'n')}, 'INV-' || n, '', n, ${id('0001', '1 + n % 20000')}, CASE WHEN is_open THEN 'sent' ELSE 'paid' END,
          CASE WHEN n % 10 = 0 THEN 'EUR' ELSE 'USD' END, day, day + 30, 'net_30', amount, amount, CASE WHEN is_open THEN 0 ELSE amount END,
          CASE WHEN is_open THEN amount ELSE 0 END, '{}', day, day, day, 'bench', jsonb_build_object('country', ${countryOf('1 + n % 20000')})
     FROM (SELECT n, n % 20 = 0 AS is_open, 2 * (100 + n % 9000) AS amount, date '2024-07-01' + (n % 730) AS day
             FROM generate_series(1, :invoices) n) made`,
  `INSERT INTO invoice_items (tenant_id, id, invoice_id, position, kind, product_id, subscription_item_id, service_start, service_end,
                              description, quantity, amount, derivation, created_at)
   SELECT '${TENANT}', ${id('0004', '2 * n + p')}, ${id('0003', 'n')}, p + 1, CASE p WHEN 0 THEN 'manual' ELSE 'recurring' END,
          CASE p WHEN 0 THEN ${id('0002', '1 + n % 40')} END, CASE p WHEN 1 THEN ${id('0009', '1 + n % 20000')} END,
          CASE p WHEN 1 THEN date '2000-01-01' + n / 20000 END, CASE p WHEN 1 THEN date '2000-01-02' + n / 20000 END,
          'Work', 1, 100 + n % 9000, '{}', now()
     FROM generate_series(1, :invoices) n, generate_series(0, 1) p`,
];
