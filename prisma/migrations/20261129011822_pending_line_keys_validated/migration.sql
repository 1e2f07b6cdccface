-- The rows of before, in a transaction of its own: it holds up nothing but other changes of these tables.
ALTER TABLE "pending_invoice_items" VALIDATE CONSTRAINT "pending_invoice_items_tenant_id_credits_item_id_fkey";
ALTER TABLE "pending_invoice_items" VALIDATE CONSTRAINT "pending_invoice_items_tenant_id_invoice_item_id_fkey";
ALTER TABLE "pending_invoice_items" VALIDATE CONSTRAINT "pending_invoice_items_tenant_id_product_id_fkey";
