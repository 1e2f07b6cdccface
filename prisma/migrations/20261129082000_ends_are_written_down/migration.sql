-- Ends that came with a contract, or before there was a history of changes, are written down (`ends_are_written_down`).

-- The owner reads past row security here alone.
ALTER TABLE subscription_changes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_versions NO FORCE ROW LEVEL SECURITY;

INSERT INTO subscription_changes (tenant_id, id, subscription_id, kind, status, effective_on, effective_at, from_plan_version_id,
       to_plan_version_id, currency, details, actor, created_at, applied_at)
SELECT s.tenant_id, gen_random_uuid(), s.id, 'cancel', 'applied', e.ends_on, (e.ends_on::timestamp AT TIME ZONE s.time_zone),
       s.plan_version_id, s.plan_version_id, v.currency,
       CASE s.status WHEN 'expired' THEN '{"reason": "the contract was over"}'::jsonb ELSE '{}'::jsonb END,
       'billing run', COALESCE(s.ended_at, s.updated_at), COALESCE(s.ended_at, s.updated_at)
  FROM subscriptions s
  JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
 CROSS JOIN LATERAL (SELECT LEAST(s.current_period_end, s.ends_on, s.contract_ends_on,
                                  (s.ended_at AT TIME ZONE s.time_zone)::date) AS ends_on) e
 WHERE s.status IN ('canceled', 'expired')
   AND NOT EXISTS (SELECT 1 FROM subscription_changes ch WHERE ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id
                      AND ch.kind = 'cancel' AND ch.status = 'applied');

ALTER TABLE subscription_changes FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_versions FORCE ROW LEVEL SECURITY;
