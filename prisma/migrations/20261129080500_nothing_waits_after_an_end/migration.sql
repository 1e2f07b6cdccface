-- What waited for the first invoice of trials and first payments that came to nothing is never billed (`nothing_waits_after_an_end`).

-- The owner reads past row security here alone.
ALTER TABLE pending_invoice_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY;

UPDATE pending_invoice_items w SET status = 'dropped', settled_at = s.updated_at
  FROM subscriptions s
 WHERE s.tenant_id = w.tenant_id AND s.id = w.subscription_id AND s.status IN ('canceled', 'expired')
   AND w.status = 'waiting' AND w.waits_for = 'first_invoice';

ALTER TABLE pending_invoice_items FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
