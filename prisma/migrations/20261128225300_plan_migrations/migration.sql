-- Moving subscribers to another version of their plan is a bulk action, and so is taking that back.
ALTER TABLE bulk_actions DROP CONSTRAINT bulk_actions_action_check;
ALTER TABLE bulk_actions ADD CONSTRAINT bulk_actions_action_check
  CHECK (action IN ('finalize_invoices', 'send_invoices', 'mark_invoices_paid', 'void_invoices', 'suspend_customers',
                    'reactivate_customers', 'archive_products', 'restore_products', 'migrate_subscriptions', 'undo_migration'));
