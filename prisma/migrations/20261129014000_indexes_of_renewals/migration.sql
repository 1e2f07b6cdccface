-- A renewal moves a subscription on and writes its row anew in every index. Most have no external id and no cycle, so
-- these two need not know of them.
DROP INDEX "subscriptions_tenant_id_external_id_key";
CREATE UNIQUE INDEX "subscriptions_tenant_id_external_id_key" ON "subscriptions"("tenant_id", "external_id") WHERE (external_id IS NOT NULL);
DROP INDEX "subscriptions_tenant_id_billing_cycle_id_idx";
CREATE INDEX "subscriptions_cycle_idx" ON "subscriptions"("tenant_id", "billing_cycle_id") WHERE (billing_cycle_id IS NOT NULL);
