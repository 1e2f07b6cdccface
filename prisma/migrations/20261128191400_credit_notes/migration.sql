-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "amount_credited" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "credit_notes" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT,
    "credit_note_number" TEXT NOT NULL,
    "number_period" TEXT NOT NULL,
    "number_value" BIGINT NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID,
    "currency" TEXT NOT NULL,
    "issue_date" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "notes" TEXT,
    "subtotal" BIGINT NOT NULL,
    "discount_total" BIGINT NOT NULL DEFAULT 0,
    "tax_total" BIGINT NOT NULL DEFAULT 0,
    "tax_included" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL,
    "cash_rounding" BIGINT NOT NULL DEFAULT 0,
    "taxes" JSONB NOT NULL DEFAULT '[]',
    "offset_amount" BIGINT NOT NULL,
    "refund_amount" BIGINT NOT NULL,
    "seller_snapshot" JSONB NOT NULL,
    "customer_snapshot" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "derivation" JSONB,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_notes_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "credit_note_items" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "credit_note_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "invoice_position" INTEGER,
    "product_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(38,12),
    "unit_price" DECIMAL(38,12),
    "amount" BIGINT NOT NULL,
    "discount_amount" BIGINT NOT NULL DEFAULT 0,
    "tax_amount" BIGINT NOT NULL DEFAULT 0,
    "tax_inclusive" BOOLEAN NOT NULL DEFAULT false,
    "taxes" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_note_items_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "credit_notes_tenant_id_customer_id_issue_date_idx" ON "credit_notes"("tenant_id", "customer_id", "issue_date");

-- CreateIndex
CREATE INDEX "credit_notes_tenant_id_invoice_id_idx" ON "credit_notes"("tenant_id", "invoice_id");

-- CreateIndex
CREATE INDEX "credit_notes_tenant_id_created_at_id_idx" ON "credit_notes"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "credit_notes_tenant_id_issue_date_id_idx" ON "credit_notes"("tenant_id", "issue_date", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_tenant_id_credit_note_number_key" ON "credit_notes"("tenant_id", "credit_note_number");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_tenant_id_number_period_number_value_key" ON "credit_notes"("tenant_id", "number_period", "number_value");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_tenant_id_external_id_key" ON "credit_notes"("tenant_id", "external_id");

-- CreateIndex
CREATE INDEX "credit_note_items_tenant_id_product_id_idx" ON "credit_note_items"("tenant_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_items_tenant_id_credit_note_id_position_key" ON "credit_note_items"("tenant_id", "credit_note_id", "position");

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_tenant_id_invoice_id_fkey" FOREIGN KEY ("tenant_id", "invoice_id") REFERENCES "invoices"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note_items" ADD CONSTRAINT "credit_note_items_tenant_id_credit_note_id_fkey" FOREIGN KEY ("tenant_id", "credit_note_id") REFERENCES "credit_notes"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note_items" ADD CONSTRAINT "credit_note_items_tenant_id_product_id_fkey" FOREIGN KEY ("tenant_id", "product_id") REFERENCES "products"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A credit note is issued at once and never changed; what corrects it is another document.
SELECT revenue_secure_table(t::regclass, 'SELECT, INSERT') FROM (VALUES ('credit_notes'), ('credit_note_items')) AS secured(t);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON credit_notes FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON credit_note_items FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
ALTER TABLE credit_notes
  ADD CHECK (number_value >= 1), ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  ADD CHECK (length(reason) >= 1), ADD CHECK (total = subtotal - discount_total + tax_total - tax_included), ADD CHECK (total >= 0),
  ADD CHECK (offset_amount >= 0), ADD CHECK (refund_amount >= 0), ADD CHECK (offset_amount + refund_amount = total + cash_rounding),
  -- Without an invoice there is nothing to take it off.
  ADD CHECK (invoice_id IS NOT NULL OR offset_amount = 0);

-- What is due is the total less payments and credits.
DO $$
DECLARE found text;
BEGIN
  SELECT conname INTO STRICT found FROM pg_constraint
   WHERE conrelid = 'invoices'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) = 'CHECK ((amount_due = (total - amount_paid)))';
  EXECUTE format('ALTER TABLE invoices DROP CONSTRAINT %I', found);
END;
$$;
ALTER TABLE invoices ADD CHECK (amount_due = total - amount_paid - amount_credited), ADD CHECK (amount_credited >= 0);

-- Reports subtract credit notes on their own day, from the moment they are stored and for ever.
CREATE OR REPLACE VIEW revenue_parts WITH (security_invoker = true) AS
SELECT i.tenant_id, i.id AS document_id, i.customer_id, revenue_counts(i.status, i.finalized_at) AS counts, i.issue_date AS day, i.currency,
       'country' AS dimension, COALESCE(i.customer_snapshot ->> 'country', '') AS key,
       1 AS invoices, i.total - i.tax_total AS net, i.tax_total AS tax
  FROM invoices i
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'customer', i.customer_id::text,
       1, i.total - i.tax_total, i.tax_total
  FROM invoices i
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'product', COALESCE(it.product_id::text, ''),
       1, sum(it.amount - it.discount_amount - CASE WHEN it.tax_inclusive THEN it.tax_amount ELSE 0 END)::bigint, sum(it.tax_amount)::bigint
  FROM invoices i JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = i.id
 GROUP BY i.tenant_id, i.id, it.product_id
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'plan', COALESCE(v.plan_id::text, ''),
       1, sum(it.amount - it.discount_amount - CASE WHEN it.tax_inclusive THEN it.tax_amount ELSE 0 END)::bigint, sum(it.tax_amount)::bigint
  FROM invoices i
  JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = i.id
  LEFT JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id
  LEFT JOIN plan_components c ON c.tenant_id = si.tenant_id AND c.id = si.plan_component_id
  LEFT JOIN plan_versions v ON v.tenant_id = c.tenant_id AND v.id = c.plan_version_id
 GROUP BY i.tenant_id, i.id, v.plan_id
UNION ALL
SELECT n.tenant_id, n.id, n.customer_id, true, n.issue_date, n.currency, 'country', COALESCE(n.customer_snapshot ->> 'country', ''),
       0, n.tax_total - n.total, -n.tax_total
  FROM credit_notes n
UNION ALL
SELECT n.tenant_id, n.id, n.customer_id, true, n.issue_date, n.currency, 'customer', n.customer_id::text, 0, n.tax_total - n.total, -n.tax_total
  FROM credit_notes n
UNION ALL
SELECT n.tenant_id, n.id, n.customer_id, true, n.issue_date, n.currency, 'product', COALESCE(it.product_id::text, ''),
       0, -sum(it.amount - it.discount_amount - CASE WHEN it.tax_inclusive THEN it.tax_amount ELSE 0 END)::bigint, -sum(it.tax_amount)::bigint
  FROM credit_notes n JOIN credit_note_items it ON it.tenant_id = n.tenant_id AND it.credit_note_id = n.id
 GROUP BY n.tenant_id, n.id, it.product_id
UNION ALL
-- The plan is that of the line it takes back.
SELECT n.tenant_id, n.id, n.customer_id, true, n.issue_date, n.currency, 'plan', COALESCE(v.plan_id::text, ''),
       0, -sum(it.amount - it.discount_amount - CASE WHEN it.tax_inclusive THEN it.tax_amount ELSE 0 END)::bigint, -sum(it.tax_amount)::bigint
  FROM credit_notes n
  JOIN credit_note_items it ON it.tenant_id = n.tenant_id AND it.credit_note_id = n.id
  LEFT JOIN invoice_items ii ON ii.tenant_id = n.tenant_id AND ii.invoice_id = n.invoice_id AND ii.position = it.invoice_position
  LEFT JOIN subscription_items si ON si.tenant_id = ii.tenant_id AND si.id = ii.subscription_item_id
  LEFT JOIN plan_components c ON c.tenant_id = si.tenant_id AND c.id = si.plan_component_id
  LEFT JOIN plan_versions v ON v.tenant_id = c.tenant_id AND v.id = c.plan_version_id
 GROUP BY n.tenant_id, n.id, v.plan_id;

-- With the items, for they say which products; so a credit note has all of them in one statement.
CREATE FUNCTION revenue_keep_credits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stored record;
BEGIN
  FOR stored IN SELECT tenant_id, array_agg(DISTINCT credit_note_id) AS ids, count(*) AS items FROM new_rows GROUP BY tenant_id LOOP
    IF (SELECT count(*) FROM credit_note_items WHERE tenant_id = stored.tenant_id AND credit_note_id = ANY (stored.ids)) <> stored.items THEN
      RAISE EXCEPTION 'all items of a credit note are stored at once' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM revenue_turn_sums(stored.tenant_id, stored.ids);
  END LOOP;
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_sums AFTER INSERT ON credit_note_items REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION revenue_keep_credits();
