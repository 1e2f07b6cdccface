import { ExportSubscriptions } from '@revenue/billing-core/subscriptions';
import { addIds, orderOf } from '../sql-conditions.ts';
import { subscriptionConditions } from '../subscriptions/subscription-conditions.ts';
import { csvExport } from './csv-export.ts';
import { amount, column, exportColumns } from './export-columns.ts';
import { instantText } from './sql-format.ts';

const columns = exportColumns([
  column('customer_name', 'c.name'),
  column('customer_email', 'c.email'),
  column('plan', 'p.name'),
  column('plan_code', 'p.code'),
  column('plan_version', 'v.version::text'),
  column('currency', 'v.currency'),
  column('interval', 'v.interval'),
  column('interval_count', 'v.interval_count::text'),
  column('status', 's.status'),
  amount('mrr', 'COALESCE(m.mrr, 0)'),
  column('start_date', 's.start_date::text'),
  column('anchor_date', 's.anchor_date::text'),
  column('current_period_start', 's.current_period_start::text'),
  column('current_period_end', 's.current_period_end::text'),
  column('next_billing_at', instantText('s.next_billing_at')),
  column('cancel_at_period_end', 's.cancel_at_period_end::text'),
  column('canceled_at', instantText('s.canceled_at')),
  column('ended_at', instantText('s.ended_at')),
  column('billing_cycle', 'b.name'),
  column('time_zone', 's.time_zone'),
  column('created_at', instantText('s.created_at')),
  column('metadata', 's.metadata::text'),
  column('customer_id', 's.customer_id'),
  column('external_id', 's.external_id'),
  column('id', 's.id'),
]);

const FROM = `FROM subscriptions s
  JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
  JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
  JOIN plans p ON p.tenant_id = v.tenant_id AND p.id = v.plan_id
  LEFT JOIN billing_cycles b ON b.tenant_id = s.tenant_id AND b.id = s.billing_cycle_id
  LEFT JOIN mrr_spans m ON m.tenant_id = s.tenant_id AND m.subscription_id = s.id AND m.until_day IS NULL`;

/** GET /subscriptions.csv: the subscriptions of the list. */
export const subscriptionsCsvRoute = csvExport({
  path: '/subscriptions.csv',
  tag: 'subscriptions',
  summary: 'Download subscriptions as CSV',
  query: ExportSubscriptions,
  name: 'subscriptions',
  columns,
  statement: ({ tenant_id }, input) => {
    const conditions = subscriptionConditions(tenant_id, input);
    addIds(conditions, 's', input.ids);
    const { values, text } = conditions;
    return {
      values,
      statement: `SELECT ${columns.select} ${FROM} WHERE ${text()} ORDER BY ${orderOf('s', input.sort)}`,
    };
  },
});
