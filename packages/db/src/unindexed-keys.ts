/** Written in every billing run, row by row or once a month: each index is paid for with every line. */
const HOT = 'hot table; what it refers to is never deleted, and what is looked for from there is found another way';
const NEVER = 'what it refers to is never deleted, and nothing is looked for from that side';

/**
 * The foreign keys that no index of their table begins with, and why. Without one a delete of the parent, and a search from
 * it, reads all that the tenant has in the table. A test holds the list: a new key is indexed, or named here on purpose.
 */
export const UNINDEXED_KEYS: Record<string, string> = {
  invoice_items_tenant_id_product_id_fkey: HOT,
  invoice_items_tenant_id_subscription_item_id_fkey:
    'hot table; lines that count have an index, one for each item and period',
  invoices_tenant_id_billing_cycle_id_fkey: HOT,
  mrr_spans_tenant_id_plan_id_fkey: 'hot table; a plan is deleted only while it is a draft, once in its life',
  pending_invoice_items_tenant_id_change_id_fkey: NEVER,
  pending_invoice_items_tenant_id_credits_pending_id_fkey: NEVER,
  pending_invoice_items_tenant_id_product_id_fkey: NEVER,
  pending_invoice_items_tenant_id_subscription_id_fkey:
    'those that wait have an index, and nobody looks for the others',
  pending_invoice_items_tenant_id_subscription_item_id_fkey: 'as above',
  plan_components_tenant_id_meter_id_fkey: 'small table, a catalogue',
  plan_components_tenant_id_product_id_fkey: 'small table, a catalogue',
  subscription_changes_tenant_id_from_plan_version_id_fkey: 'a version is deleted only when its draft is discarded',
  subscription_changes_tenant_id_invoice_id_fkey: NEVER,
  subscription_changes_tenant_id_to_plan_version_id_fkey: 'a version is deleted only when its draft is discarded',
  subscription_items_tenant_id_billed_as_item_id_fkey: NEVER,
  subscription_items_tenant_id_replaces_item_id_fkey: NEVER,
  subscriptions_tenant_id_plan_version_id_fkey:
    'hot table, all of whose indexes are written with each renewal; a version is deleted only when its draft is discarded',
  tenants_id_logo_hash_fkey: 'one row a tenant',
  test_clocks_tenant_id_mode_fkey: 'one row a tenant',
  usage_records_tenant_id_import_id_fkey: HOT,
  usage_records_tenant_id_meter_id_fkey: HOT,
};
