-- CreateIndex
CREATE INDEX "invoices_tally_idx" ON "invoices"("tenant_id", "status", "currency", "total", "amount_due");
