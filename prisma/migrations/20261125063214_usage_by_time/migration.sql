-- CreateIndex
CREATE INDEX "usage_records_tenant_id_occurred_at_id_idx" ON "usage_records"("tenant_id", "occurred_at", "id");
