-- What lines that wait refer to is there: the line they give back of, the one they became, their product. The keys
-- hold for new rows from here on; the next migration looks at the old ones, under a lock that lets everybody go on.

-- CreateIndex
CREATE INDEX "pending_invoice_items_credits_idx" ON "pending_invoice_items"("tenant_id", "credits_item_id") WHERE (credits_item_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "pending_invoice_items_taken_up_idx" ON "pending_invoice_items"("tenant_id", "invoice_item_id") WHERE (invoice_item_id IS NOT NULL);

-- The owner reads past row security here alone.
ALTER TABLE pending_invoice_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_changes NO FORCE ROW LEVEL SECURITY;

-- A line that is on no invoice is not billed.
UPDATE pending_invoice_items w SET invoice_item_id = NULL
 WHERE w.invoice_item_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM invoice_items it WHERE it.tenant_id = w.tenant_id AND it.id = w.invoice_item_id);

-- What was scheduled for subscriptions that ended otherwise, or pause, never comes (`nothing_is_scheduled_after_an_end`).
UPDATE subscription_changes ch SET status = 'undone', undone_at = s.updated_at,
       details = ch.details || '{"dropped": "the subscription ended or paused before"}'
  FROM subscriptions s
 WHERE s.tenant_id = ch.tenant_id AND s.id = ch.subscription_id AND ch.status = 'scheduled'
   AND (s.status IN ('canceled', 'expired') OR (s.status = 'paused' AND ch.kind <> 'cancel'));
UPDATE subscription_items si SET state = 'ended'
  FROM subscription_changes ch
 WHERE ch.tenant_id = si.tenant_id AND ch.id = si.change_id AND ch.status = 'undone' AND si.state = 'scheduled';

ALTER TABLE pending_invoice_items FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_items FORCE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_items FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_changes FORCE ROW LEVEL SECURITY;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_credits_item_id_fkey" FOREIGN KEY ("tenant_id", "credits_item_id") REFERENCES "invoice_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_invoice_item_id_fkey" FOREIGN KEY ("tenant_id", "invoice_item_id") REFERENCES "invoice_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_product_id_fkey" FOREIGN KEY ("tenant_id", "product_id") REFERENCES "products"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
