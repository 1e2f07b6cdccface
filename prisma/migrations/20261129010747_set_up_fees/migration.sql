-- AlterTable
ALTER TABLE "pending_invoice_items" ALTER COLUMN "subscription_item_id" DROP NOT NULL,
ALTER COLUMN "service_start" DROP NOT NULL,
ALTER COLUMN "service_end" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "invoice_items_once_key" ON "invoice_items"("tenant_id", "subscription_item_id") WHERE ((kind = 'one_time'::text) AND (released_at IS NULL) AND (credits_item_id IS NULL));

-- A fee for setting up is a component that is charged once, and what is added by hand when a subscription begins waits for
-- its first invoice without being an item of it.
ALTER TABLE plan_components DROP CONSTRAINT plan_components_kind_check,
  ADD CHECK (kind IN ('recurring', 'usage', 'one_time')),
  ADD CHECK (kind <> 'one_time' OR (timing = 'advance' AND interval IS NULL));
ALTER TABLE invoice_items DROP CONSTRAINT invoice_items_kind_check,
  ADD CHECK (kind IN ('manual', 'recurring', 'usage', 'one_time'));
ALTER TABLE pending_invoice_items DROP CONSTRAINT pending_invoice_items_kind_check,
  DROP CONSTRAINT pending_invoice_items_waits_for_check,
  ADD CHECK (kind IN ('manual', 'recurring', 'usage', 'one_time')),
  ADD CHECK (waits_for IN ('next_invoice', 'first_invoice', 'end')),
  ADD CHECK ((kind = 'manual') = (subscription_item_id IS NULL)),
  ADD CHECK ((service_start IS NULL) = (service_end IS NULL)), ADD CHECK (kind = 'manual' OR service_start IS NOT NULL);
