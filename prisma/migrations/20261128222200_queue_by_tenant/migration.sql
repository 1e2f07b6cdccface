-- A job belongs to the tenant that its payload names, and the application's role sees and adds those of its tenant alone.
-- The system role fetches and keeps all. What a partition holds can be asked of it as well, so it has the same policies.
DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['job', 'job_common'] LOOP
    EXECUTE format('ALTER TABLE pgboss.%I ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON pgboss.%I TO revenue_app '
      'USING (data->>''tenant_id'' = current_setting(''app.tenant_id'', true)) '
      'WITH CHECK (data->>''tenant_id'' = current_setting(''app.tenant_id'', true))', target);
    EXECUTE format('CREATE POLICY system_all ON pgboss.%I TO revenue_system USING (true) WITH CHECK (true)', target);
  END LOOP;
END;
$$;
