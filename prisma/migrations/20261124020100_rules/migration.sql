-- What the schema files cannot say: who may see which row, which values are legal, what never changes.

-- Row security -------------------------------------------------------------------------------------------------------
-- Called once for every table, here and in every later migration that adds one. The policy is bare on purpose: with an
-- explicit `tenant_id = $1` in the statement PostgreSQL turns it into a one-time filter, and Citus accepts it.
-- Without a tenant set, the cast of the missing setting yields no row or an error, never another tenant's row.
CREATE FUNCTION revenue_secure_table(target regclass, app_privileges text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s TO revenue_app '
    'USING (tenant_id = current_setting(''app.tenant_id'', true)::uuid) '
    'WITH CHECK (tenant_id = current_setting(''app.tenant_id'', true)::uuid)', target);
  -- The system role reads across tenants (fan-out, verification) and writes nothing here.
  EXECUTE format('CREATE POLICY system_reads ON %s FOR SELECT TO revenue_system USING (true)', target);
  EXECUTE format('GRANT %s ON %s TO revenue_app', app_privileges, target);
  EXECUTE format('GRANT SELECT ON %s TO revenue_system', target);
END;
$$;
REVOKE ALL ON FUNCTION revenue_secure_table(regclass, text) FROM PUBLIC;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO revenue_app, revenue_system;

SELECT revenue_secure_table(t::regclass, p) FROM (VALUES
  ('memberships', 'SELECT, INSERT, UPDATE, DELETE'),
  ('api_keys', 'SELECT, INSERT, UPDATE'),
  ('idempotency_keys', 'SELECT, INSERT, UPDATE, DELETE'),
  ('customers', 'SELECT, INSERT, UPDATE'),
  ('products', 'SELECT, INSERT, UPDATE'),
  ('prices', 'SELECT, INSERT, UPDATE'),
  ('meters', 'SELECT, INSERT, UPDATE'),
  ('plans', 'SELECT, INSERT, UPDATE'),
  -- A published version and its components never change: subscribers rely on them.
  ('plan_versions', 'SELECT, INSERT'),
  ('plan_components', 'SELECT, INSERT'),
  ('subscriptions', 'SELECT, INSERT, UPDATE'),
  ('subscription_items', 'SELECT, INSERT, UPDATE'),
  ('usage_records', 'SELECT, INSERT'),
  ('usage_imports', 'SELECT, INSERT, UPDATE'),
  ('usage_rejections', 'SELECT, INSERT'),
  -- A numbered document is voided, never deleted.
  ('invoices', 'SELECT, INSERT, UPDATE'),
  ('invoice_items', 'SELECT, INSERT, UPDATE, DELETE'),
  ('number_series', 'SELECT, INSERT, UPDATE'),
  ('number_counters', 'SELECT, INSERT, UPDATE'),
  ('billing_runs', 'SELECT, INSERT, UPDATE'),
  ('billing_run_errors', 'SELECT, INSERT'),
  ('payments', 'SELECT, INSERT, UPDATE'),
  ('payment_allocations', 'SELECT, INSERT'),
  ('documents', 'SELECT, INSERT'),
  ('mails', 'SELECT, INSERT, UPDATE'),
  ('events', 'SELECT, INSERT'),
  ('audit_log', 'SELECT, INSERT')
) AS secured(t, p);

-- A tenant is its own row; only the system role makes new ones.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenants TO revenue_app
  USING (id = current_setting('app.tenant_id', true)::uuid) WITH CHECK (id = current_setting('app.tenant_id', true)::uuid);
CREATE POLICY system_all ON tenants TO revenue_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON tenants TO revenue_app;
GRANT SELECT, INSERT, UPDATE ON tenants TO revenue_system;

-- People and their sessions belong to no tenant; the application's role does not see them at all.
DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['users', 'sessions', 'accounts', 'verifications'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY system_all ON %I TO revenue_system USING (true) WITH CHECK (true)', target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO revenue_system', target);
  END LOOP;
END;
$$;
-- Readiness asks which migrations are in.
GRANT SELECT ON _prisma_migrations TO revenue_system, revenue_app;

-- Legal values -------------------------------------------------------------------------------------------------------
ALTER TABLE tenants
  ADD CHECK (mode IN ('live', 'test')), ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (country ~ '^[A-Z]{2}$');
ALTER TABLE memberships ADD CHECK (role IN ('owner', 'admin', 'finance', 'support', 'viewer'));
ALTER TABLE api_keys
  ADD CHECK (role IN ('owner', 'admin', 'finance', 'support', 'viewer')), ADD CHECK (key_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE customers
  ADD CHECK (status IN ('active', 'suspended', 'closed')), ADD CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CHECK (country ~ '^[A-Z]{2}$'), ADD CHECK (email = lower(email));
ALTER TABLE products ADD CHECK (type IN ('one_time', 'recurring', 'metered'));
ALTER TABLE prices
  ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (interval_count >= 1), ADD CHECK (valid_to IS NULL OR valid_to >= valid_from),
  ADD CHECK (interval IN ('day', 'week', 'month', 'quarter', 'half_year', 'year'));
ALTER TABLE meters ADD CHECK (aggregation IN ('count', 'sum', 'max', 'latest', 'unique_count'));
ALTER TABLE plan_versions
  ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (interval_count >= 1), ADD CHECK (trial_days >= 0), ADD CHECK (version >= 1),
  ADD CHECK (interval IN ('day', 'week', 'month', 'quarter', 'half_year', 'year'));
ALTER TABLE plan_components
  ADD CHECK (kind IN ('recurring', 'usage')), ADD CHECK (timing IN ('advance', 'arrear')),
  ADD CHECK ((kind = 'usage') = (meter_id IS NOT NULL)),
  -- Usage is known only when its period is over.
  ADD CHECK (kind <> 'usage' OR timing = 'arrear');
ALTER TABLE subscriptions
  ADD CHECK (status IN ('incomplete', 'trialing', 'active', 'past_due', 'paused', 'canceled', 'expired')),
  ADD CHECK (current_period_end > current_period_start);
ALTER TABLE subscription_items ADD CHECK (quantity >= 0);
ALTER TABLE usage_records ADD CHECK (length(id) BETWEEN 1 AND 255);
ALTER TABLE usage_imports ADD CHECK (rows_total = rows_accepted + rows_duplicate + rows_rejected);
ALTER TABLE invoices
  ADD CHECK (number_value >= 1),
  ADD CHECK (status IN ('draft', 'sent', 'paid', 'overdue', 'void', 'uncollectible')), ADD CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CHECK (due_date >= issue_date), ADD CHECK (total = subtotal - discount_total + tax_total),
  ADD CHECK (amount_due = total - amount_paid), ADD CHECK ((finalized_at IS NULL) = (content_hash IS NULL)),
  ADD CHECK (status IN ('draft', 'void') OR finalized_at IS NOT NULL);
ALTER TABLE invoice_items
  ADD CHECK (kind IN ('manual', 'recurring', 'usage')), ADD CHECK (service_end > service_start),
  ADD CHECK ((service_start IS NULL) = (service_end IS NULL)),
  ADD CHECK (subscription_item_id IS NULL OR service_start IS NOT NULL);
ALTER TABLE number_series ADD CHECK (kind IN ('invoice', 'credit_note'));
ALTER TABLE billing_runs
  ADD CHECK (status IN ('pending', 'running', 'completed', 'failed')), ADD CHECK (trigger IN ('manual', 'schedule'));
ALTER TABLE payments
  ADD CHECK (status IN ('pending', 'succeeded', 'failed', 'canceled')), ADD CHECK (amount > 0), ADD CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE payment_allocations ADD CHECK (amount > 0);
ALTER TABLE mails ADD CHECK (status IN ('queued', 'sent', 'failed'));

-- What never changes -------------------------------------------------------------------------------------------------
CREATE FUNCTION revenue_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON usage_records FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_versions FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_components FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();

-- A final invoice keeps its content; only its fate (status, payment, delivery) goes on.
CREATE FUNCTION revenue_final_invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.finalized_at IS NOT NULL AND
     (NEW.tenant_id, NEW.id, NEW.invoice_number, NEW.number_period, NEW.number_value, NEW.customer_id, NEW.currency, NEW.issue_date, NEW.due_date, NEW.payment_terms,
      NEW.subtotal, NEW.discount_total, NEW.tax_total, NEW.total, NEW.notes, NEW.terms, NEW.purchase_order_number,
      NEW.seller_snapshot, NEW.customer_snapshot, NEW.content_hash, NEW.finalized_at)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.invoice_number, OLD.number_period, OLD.number_value, OLD.customer_id, OLD.currency, OLD.issue_date, OLD.due_date, OLD.payment_terms,
      OLD.subtotal, OLD.discount_total, OLD.tax_total, OLD.total, OLD.notes, OLD.terms, OLD.purchase_order_number,
      OLD.seller_snapshot, OLD.customer_snapshot, OLD.content_hash, OLD.finalized_at)
  THEN
    RAISE EXCEPTION 'invoice % is final; correct it with a credit note', OLD.invoice_number;
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER final_invoice_is_fixed BEFORE UPDATE ON invoices
  FOR EACH ROW EXECUTE FUNCTION revenue_final_invoice_is_fixed();

-- Items of a final invoice are neither changed nor removed. Insertion is left to the operations and to the invariants:
-- a trigger per inserted row would halve the billing run, and a slipped-in item breaks the stored content hash.
CREATE FUNCTION revenue_final_items_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_final boolean;
BEGIN
  SELECT finalized_at IS NOT NULL INTO is_final FROM invoices
   WHERE tenant_id = COALESCE(NEW.tenant_id, OLD.tenant_id) AND id = COALESCE(NEW.invoice_id, OLD.invoice_id);
  IF is_final THEN
    RAISE EXCEPTION 'the invoice of this item is final; correct it with a credit note';
  END IF;
  RETURN COALESCE(NEW, OLD);
END;
$$;
CREATE TRIGGER final_items_are_fixed BEFORE UPDATE OR DELETE ON invoice_items
  FOR EACH ROW EXECUTE FUNCTION revenue_final_items_are_fixed();

-- A payment never settles more than it is, nor an invoice more than it asks: judged at commit, once per touched row.
CREATE FUNCTION revenue_allocation_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id)
     > (SELECT amount FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id) THEN
    RAISE EXCEPTION 'payment % is allocated beyond its amount', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER allocation_fits AFTER INSERT ON payment_allocations DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION revenue_allocation_fits();
