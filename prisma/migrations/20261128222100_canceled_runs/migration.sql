-- CreateIndex
CREATE INDEX "billing_runs_canceled_idx" ON "billing_runs"("tenant_id", "finished_at") WHERE (status = 'canceled'::text);
