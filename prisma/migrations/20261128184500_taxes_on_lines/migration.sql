-- AlterTable
ALTER TABLE "invoice_items" ADD COLUMN     "amount_off" BIGINT,
ADD COLUMN     "own_discount_amount" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "percent_off" DECIMAL(38,12),
ADD COLUMN     "tax_inclusive" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "taxes" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "amount_off" BIGINT,
ADD COLUMN     "percent_off" DECIMAL(38,12),
ADD COLUMN     "prices_include_tax" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tax_included" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "taxes" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "prices_include_tax" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tax_name" TEXT,
ADD COLUMN     "tax_percent" DECIMAL(38,12);

ALTER TABLE tenants ADD CHECK (tax_percent BETWEEN 0 AND 100);

-- Prices may contain their tax: that part of it is not put on top of the subtotal again.
DO $$
DECLARE known text;
BEGIN
  SELECT conname INTO STRICT known FROM pg_constraint
   WHERE conrelid = 'invoices'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%discount_total%tax_total%';
  EXECUTE format('ALTER TABLE invoices DROP CONSTRAINT %I', known);
END;
$$;
ALTER TABLE invoices
  ADD CHECK (total = subtotal - discount_total + tax_total - tax_included),
  ADD CHECK (percent_off BETWEEN 0 AND 100), ADD CHECK (amount_off >= 0), ADD CHECK (percent_off IS NULL OR amount_off IS NULL),
  ADD CHECK (jsonb_typeof(taxes) = 'array');
ALTER TABLE invoice_items
  ADD CHECK (percent_off BETWEEN 0 AND 100), ADD CHECK (amount_off >= 0), ADD CHECK (percent_off IS NULL OR amount_off IS NULL),
  ADD CHECK (jsonb_typeof(taxes) = 'array');

-- The tax table and what was asked to be taken off are content, too.
CREATE OR REPLACE FUNCTION revenue_final_invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.finalized_at IS NOT NULL AND
     (NEW.tenant_id, NEW.id, NEW.invoice_number, NEW.number_period, NEW.number_value, NEW.customer_id, NEW.currency, NEW.issue_date, NEW.due_date, NEW.payment_terms,
      NEW.subtotal, NEW.discount_total, NEW.tax_total, NEW.tax_included, NEW.total, NEW.percent_off, NEW.amount_off,
      NEW.prices_include_tax, NEW.taxes, NEW.notes, NEW.terms, NEW.purchase_order_number,
      NEW.seller_snapshot, NEW.customer_snapshot, NEW.content_hash, NEW.finalized_at)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.invoice_number, OLD.number_period, OLD.number_value, OLD.customer_id, OLD.currency, OLD.issue_date, OLD.due_date, OLD.payment_terms,
      OLD.subtotal, OLD.discount_total, OLD.tax_total, OLD.tax_included, OLD.total, OLD.percent_off, OLD.amount_off,
      OLD.prices_include_tax, OLD.taxes, OLD.notes, OLD.terms, OLD.purchase_order_number,
      OLD.seller_snapshot, OLD.customer_snapshot, OLD.content_hash, OLD.finalized_at)
  THEN
    RAISE EXCEPTION 'invoice % is final; correct it with a credit note', OLD.invoice_number;
  END IF;
  RETURN NEW;
END;
$$;

-- Net is what is left without tax, whether the prices contain it or not.
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
 GROUP BY i.tenant_id, i.id, v.plan_id;
