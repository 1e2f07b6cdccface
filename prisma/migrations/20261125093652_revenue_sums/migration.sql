-- CreateTable
CREATE TABLE "revenue_by_country" (
    "tenant_id" UUID NOT NULL,
    "issue_date" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "invoices" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,

    CONSTRAINT "revenue_by_country_pkey" PRIMARY KEY ("tenant_id","issue_date","currency","country")
);

-- CreateTable
CREATE TABLE "revenue_by_product" (
    "tenant_id" UUID NOT NULL,
    "issue_date" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "product_key" TEXT NOT NULL,
    "invoices" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,

    CONSTRAINT "revenue_by_product_pkey" PRIMARY KEY ("tenant_id","issue_date","currency","product_key")
);

-- CreateTable
CREATE TABLE "revenue_by_customer" (
    "tenant_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoices" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,

    CONSTRAINT "revenue_by_customer_pkey" PRIMARY KEY ("tenant_id","month","currency","customer_id")
);

SELECT revenue_secure_table(t::regclass, 'SELECT, INSERT, UPDATE')
  FROM (VALUES ('revenue_by_country'), ('revenue_by_product'), ('revenue_by_customer')) AS secured(t);

-- Every invoice begins as a draft: its sums are taken when it becomes final, with all its items in place.
CREATE FUNCTION revenue_invoice_begins_as_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows WHERE status <> 'draft') THEN
    RAISE EXCEPTION 'an invoice is stored as a draft first' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END;
$$;
CREATE TRIGGER begins_as_draft AFTER INSERT ON invoices REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION revenue_invoice_begins_as_draft();

-- An invoice counts from the moment it is final until it is void.
CREATE FUNCTION revenue_counts(status text, finalized_at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT finalized_at IS NOT NULL AND status <> 'void'
$$;

-- What an invoice counted with is what it still says, since its content is fixed. One statement for each sum, whether one
-- invoice changes or a thousand. Rows are taken in the order of their keys, so that two transactions seldom wait crosswise.
CREATE FUNCTION revenue_keep_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE turned uuid[];
        signs int[];
BEGIN
  SELECT array_agg(n.id), array_agg(revenue_counts(n.status, n.finalized_at)::int - revenue_counts(o.status, o.finalized_at)::int)
    INTO turned, signs
    FROM new_rows n JOIN old_rows o ON o.tenant_id = n.tenant_id AND o.id = n.id
   WHERE revenue_counts(n.status, n.finalized_at) <> revenue_counts(o.status, o.finalized_at);
  IF turned IS NULL THEN RETURN NULL; END IF;

  INSERT INTO revenue_by_country AS sums (tenant_id, issue_date, currency, country, invoices, net, tax)
  SELECT i.tenant_id, i.issue_date, i.currency, COALESCE(i.customer_snapshot ->> 'country', ''),
         sum(u.sign), sum(u.sign * (i.subtotal - i.discount_total)), sum(u.sign * i.tax_total)
    FROM unnest(turned, signs) u(id, sign) JOIN new_rows i ON i.id = u.id
   GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, issue_date, currency, country) DO UPDATE
    SET invoices = sums.invoices + EXCLUDED.invoices, net = sums.net + EXCLUDED.net, tax = sums.tax + EXCLUDED.tax;

  INSERT INTO revenue_by_product AS sums (tenant_id, issue_date, currency, product_key, invoices, net, tax)
  SELECT l.tenant_id, l.issue_date, l.currency, l.product_key, sum(l.sign), sum(l.sign * l.net), sum(l.sign * l.tax)
    FROM (SELECT i.tenant_id, i.issue_date, i.currency, COALESCE(it.product_id::text, '') AS product_key, u.sign,
                 sum(it.amount - it.discount_amount) AS net, sum(it.tax_amount) AS tax
            FROM unnest(turned, signs) u(id, sign)
            JOIN new_rows i ON i.id = u.id
            JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = u.id
           GROUP BY i.id, 1, 2, 3, 4, 5) l
   GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, issue_date, currency, product_key) DO UPDATE
    SET invoices = sums.invoices + EXCLUDED.invoices, net = sums.net + EXCLUDED.net, tax = sums.tax + EXCLUDED.tax;

  INSERT INTO revenue_by_customer AS sums (tenant_id, month, currency, customer_id, invoices, net, tax)
  SELECT i.tenant_id, date_trunc('month', i.issue_date)::date, i.currency, i.customer_id,
         sum(u.sign), sum(u.sign * (i.subtotal - i.discount_total)), sum(u.sign * i.tax_total)
    FROM unnest(turned, signs) u(id, sign) JOIN new_rows i ON i.id = u.id
   GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, month, currency, customer_id) DO UPDATE
    SET invoices = sums.invoices + EXCLUDED.invoices, net = sums.net + EXCLUDED.net, tax = sums.tax + EXCLUDED.tax;
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_sums AFTER UPDATE ON invoices REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION revenue_keep_sums();

-- What was final before. Its owner reads past row security here and nowhere else.
ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_country NO FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_product NO FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_customer NO FORCE ROW LEVEL SECURITY;
INSERT INTO revenue_by_country
SELECT tenant_id, issue_date, currency, COALESCE(customer_snapshot ->> 'country', ''), count(*), sum(subtotal - discount_total), sum(tax_total)
  FROM invoices WHERE revenue_counts(status, finalized_at) GROUP BY 1, 2, 3, 4;
INSERT INTO revenue_by_product
SELECT i.tenant_id, i.issue_date, i.currency, COALESCE(it.product_id::text, ''), count(DISTINCT i.id),
       sum(it.amount - it.discount_amount), sum(it.tax_amount)
  FROM invoices i JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = i.id
 WHERE revenue_counts(i.status, i.finalized_at) GROUP BY 1, 2, 3, 4;
INSERT INTO revenue_by_customer
SELECT tenant_id, date_trunc('month', issue_date)::date, currency, customer_id, count(*), sum(subtotal - discount_total), sum(tax_total)
  FROM invoices WHERE revenue_counts(status, finalized_at) GROUP BY 1, 2, 3, 4;
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_items FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_country FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_product FORCE ROW LEVEL SECURITY;
ALTER TABLE revenue_by_customer FORCE ROW LEVEL SECURITY;
