-- CreateIndex
CREATE INDEX "invoices_open_idx" ON "invoices"("tenant_id", "currency", "customer_id", "due_date", "amount_due") WHERE (status = ANY (ARRAY['sent'::text, 'overdue'::text]));
