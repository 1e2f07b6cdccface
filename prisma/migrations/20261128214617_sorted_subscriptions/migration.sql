-- CreateIndex
CREATE INDEX "subscriptions_tenant_id_current_period_end_id_idx" ON "subscriptions"("tenant_id", "current_period_end", "id");

-- CreateIndex
CREATE INDEX "subscriptions_tenant_id_start_date_id_idx" ON "subscriptions"("tenant_id", "start_date", "id");
