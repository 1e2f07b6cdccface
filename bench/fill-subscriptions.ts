/** Ids that sort as they were made, without asking anybody for them. */
const id = (kind: string, number: string) =>
  `('0197${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const PRICINGS = [
  { kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: '49' } },
  { kind: 'recurring', name: 'Seats', pricing: { model: 'per_unit', unit_amount: '12.5' } },
  {
    kind: 'usage',
    name: 'Calls',
    pricing: {
      model: 'graduated',
      tiers: [
        { up_to: '1000', unit_amount: '0.02' },
        { up_to: null, unit_amount: '0.0125' },
      ],
    },
  },
];

/**
 * A tenant whose customers have a subscription each with a base fee, seats and graduated usage, all due on 1 June 2026. Ids do
 * not depend on the tenant, so what is billed of one can be stored for another.
 */
export function fillSubscriptions(tenantId: string, size: number): string[] {
  const tenant = `'${tenantId}'::uuid`;
  const each = `FROM generate_series(1, ${size}) n`;
  const audited = (type: string, object: string, kind: string) => [
    `INSERT INTO audit_log (tenant_id, id, actor_type, actor_id, action, object_type, object_id, after, created_at)
     SELECT ${tenant}, ${id(`1${kind}`, 'n')}, 'system', 'fill', '${type}', '${object}', ${id(`0${kind}`, 'n')}, '{}', now() ${each}`,
    `INSERT INTO events (tenant_id, id, type, object_type, object_id, payload, created_at)
     SELECT ${tenant}, ${id(`1${kind}`, 'n')}, '${type}', '${object}', ${id(`0${kind}`, 'n')}, '{}', now() ${each}`,
  ];
  return [
    `INSERT INTO tenants (id, slug, name, mode, currency, country, time_zone, locale, payment_terms, created_at, updated_at)
     VALUES (${tenant}, 'bench-' || ${tenant}, 'Bench', 'test', 'USD', 'US', 'UTC', 'en-US', 'net_30', now(), now())`,
    `INSERT INTO meters (tenant_id, id, code, name, aggregation, created_at) VALUES (${tenant}, ${id('0009', '1')}, 'calls', 'Calls', 'sum', now())`,
    `INSERT INTO plans (tenant_id, id, code, name, created_at, updated_at) VALUES (${tenant}, ${id('0010', '1')}, 'bench', 'Bench', now(), now())`,
    `INSERT INTO plan_versions (tenant_id, id, plan_id, version, currency, interval, created_at)
     VALUES (${tenant}, ${id('0011', '1')}, ${id('0010', '1')}, 1, 'USD', 'month', now())`,
    ...PRICINGS.map(
      ({ kind, name, pricing }, position) =>
        `INSERT INTO plan_components (tenant_id, id, plan_version_id, position, kind, name, meter_id, timing, pricing)
         VALUES (${tenant}, ${id('0012', String(position))}, ${id('0011', '1')}, ${position}, '${kind}', '${name}',
                 ${kind === 'usage' ? id('0009', '1') : 'NULL'}, 'arrear', '${JSON.stringify(pricing)}')`,
    ),
    `UPDATE plan_versions SET published_at = now() WHERE tenant_id = ${tenant}`,
    `INSERT INTO customers (tenant_id, id, name, email, status, currency, country, payment_terms, locale, time_zone, created_at, updated_at)
     SELECT ${tenant}, ${id('0001', 'n')}, 'Customer ' || n, 'c' || n || '@example.com', 'active', 'USD', 'US', 'net_30', 'en-US', 'UTC', now(), now() ${each}`,
    `INSERT INTO subscriptions (tenant_id, id, customer_id, plan_version_id, status, time_zone, start_date, anchor_date, cycle_index,
            current_period_start, current_period_end, next_billing_at, created_at, updated_at)
     SELECT ${tenant}, ${id('0002', 'n')}, ${id('0001', 'n')}, ${id('0011', '1')}, 'active', 'UTC', '2026-05-01', '2026-05-01', 0,
            '2026-05-01', '2026-06-01', '2026-06-01T00:00:00Z', now(), now() ${each}`,
    `INSERT INTO subscription_items (tenant_id, id, subscription_id, plan_component_id, quantity, created_at)
     SELECT ${tenant}, ${id('0003', '3 * n + p')}, ${id('0002', 'n')}, ${id('0012', 'p')}, CASE p WHEN 1 THEN 1 + n % 40 ELSE 1 END, now()
       ${each}, generate_series(0, 2) p`,
    `INSERT INTO usage_records (tenant_id, id, customer_id, meter_id, quantity, occurred_at, received_at)
     SELECT ${tenant}, 'r' || n, ${id('0001', 'n')}, ${id('0009', '1')}, 500 + n % 3000, '2026-05-15T10:00:00Z', now() ${each}`,
    ...audited('customer.created', 'customer', '001'),
    ...audited('subscription.created', 'subscription', '002'),
    'ANALYZE customers, subscriptions, subscription_items, usage_records',
  ];
}
