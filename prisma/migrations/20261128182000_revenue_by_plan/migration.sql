-- One table of sums in the place of three, with plans beside products, and months and quarters beside days: a report over
-- years adds up quarters.

-- DropTable
DROP TRIGGER keep_sums ON invoices;
DROP FUNCTION revenue_keep_sums();
DROP TABLE "revenue_by_country";
DROP TABLE "revenue_by_product";
DROP TABLE "revenue_by_customer";

-- CreateTable
CREATE TABLE "revenue_sums" (
    "tenant_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "invoices" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,

    CONSTRAINT "revenue_sums_pkey" PRIMARY KEY ("tenant_id","dimension","grain","starts_on","currency","key")
);

-- Sums can be made anew from the documents (revenue_rebuild_sums), so they may be deleted.
SELECT revenue_secure_table('revenue_sums'::regclass, 'SELECT, INSERT, UPDATE, DELETE');
-- The same row is added to again and again, and none of its keys changes: room in its page saves the index.
ALTER TABLE revenue_sums SET (fillfactor = 70);

-- Customers are many and have few documents a month: their days would only repeat the documents.
CREATE FUNCTION revenue_grains() RETURNS TABLE (dimension text, grain text) LANGUAGE sql IMMUTABLE ROWS 8 AS $$
  VALUES ('country', 'day'), ('country', 'month'), ('product', 'day'), ('product', 'month'), ('plan', 'day'),
         ('plan', 'month'), ('customer', 'month'), ('customer', 'quarter')
$$;

-- What each document adds to each dimension while it counts. The plan of a line is that of the component it was priced by,
-- which never changes, wherever its subscription goes later.
CREATE VIEW revenue_parts WITH (security_invoker = true) AS
SELECT i.tenant_id, i.id AS document_id, i.customer_id, revenue_counts(i.status, i.finalized_at) AS counts, i.issue_date AS day, i.currency,
       'country' AS dimension, COALESCE(i.customer_snapshot ->> 'country', '') AS key,
       1 AS invoices, i.subtotal - i.discount_total AS net, i.tax_total AS tax
  FROM invoices i
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'customer', i.customer_id::text,
       1, i.subtotal - i.discount_total, i.tax_total
  FROM invoices i
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'product', COALESCE(it.product_id::text, ''),
       1, sum(it.amount - it.discount_amount)::bigint, sum(it.tax_amount)::bigint
  FROM invoices i JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = i.id
 GROUP BY i.tenant_id, i.id, it.product_id
UNION ALL
SELECT i.tenant_id, i.id, i.customer_id, revenue_counts(i.status, i.finalized_at), i.issue_date, i.currency, 'plan', COALESCE(v.plan_id::text, ''),
       1, sum(it.amount - it.discount_amount)::bigint, sum(it.tax_amount)::bigint
  FROM invoices i
  JOIN invoice_items it ON it.tenant_id = i.tenant_id AND it.invoice_id = i.id
  LEFT JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id
  LEFT JOIN plan_components c ON c.tenant_id = si.tenant_id AND c.id = si.plan_component_id
  LEFT JOIN plan_versions v ON v.tenant_id = c.tenant_id AND v.id = c.plan_version_id
 GROUP BY i.tenant_id, i.id, v.plan_id;

-- What the sums should say: read by the invariant and to make them anew.
CREATE VIEW revenue_sums_computed WITH (security_invoker = true) AS
SELECT days.tenant_id, days.dimension, g.grain, date_trunc(g.grain, days.day::timestamp)::date AS starts_on, days.currency, days.key,
       sum(days.invoices)::bigint AS invoices, sum(days.net)::bigint AS net, sum(days.tax)::bigint AS tax
  FROM (SELECT tenant_id, dimension, day, currency, key, sum(invoices) AS invoices, sum(net) AS net, sum(tax) AS tax
          FROM revenue_parts WHERE counts GROUP BY 1, 2, 3, 4, 5) days
  JOIN revenue_grains() g ON g.dimension = days.dimension
 GROUP BY 1, 2, 3, 4, 5, 6;
GRANT SELECT ON revenue_parts, revenue_sums_computed TO revenue_app, revenue_system;

-- Adds documents that count since now, and takes away those that count no more: what one counted with is what it still says,
-- since its content is fixed. One statement for one document or a thousand. Rows are taken in the order of their keys, so
-- that two transactions seldom wait crosswise.
CREATE FUNCTION revenue_turn_sums(of_tenant uuid, documents uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_sums AS sums (tenant_id, dimension, grain, starts_on, currency, key, invoices, net, tax)
  SELECT of_tenant, days.dimension, g.grain, date_trunc(g.grain, days.day::timestamp)::date, days.currency, days.key,
         sum(days.invoices), sum(days.net), sum(days.tax)
    FROM (SELECT dimension, day, currency, key, sum(sign * invoices) AS invoices, sum(sign * net) AS net, sum(sign * tax) AS tax
            FROM (SELECT *, CASE WHEN counts THEN 1 ELSE -1 END AS sign FROM revenue_parts
                   WHERE tenant_id = of_tenant AND document_id = ANY (documents)) parts
           GROUP BY 1, 2, 3, 4) days
    JOIN revenue_grains() g ON g.dimension = days.dimension
   GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6
  ON CONFLICT (tenant_id, dimension, grain, starts_on, currency, key) DO UPDATE
    SET invoices = sums.invoices + EXCLUDED.invoices, net = sums.net + EXCLUDED.net, tax = sums.tax + EXCLUDED.tax;
END;
$$;

CREATE FUNCTION revenue_keep_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE turned record;
BEGIN
  FOR turned IN
    SELECT n.tenant_id, array_agg(n.id) AS ids
      FROM new_rows n JOIN old_rows o ON o.tenant_id = n.tenant_id AND o.id = n.id
     WHERE revenue_counts(n.status, n.finalized_at) <> revenue_counts(o.status, o.finalized_at)
     GROUP BY n.tenant_id
  LOOP
    PERFORM revenue_turn_sums(turned.tenant_id, turned.ids);
  END LOOP;
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_sums AFTER UPDATE ON invoices REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION revenue_keep_sums();

-- The sums of one tenant anew, from its documents: after data was put in past the triggers, or should the invariant ever find
-- a difference. Nobody adds to sums meanwhile.
CREATE FUNCTION revenue_rebuild_sums(of_tenant uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
  LOCK TABLE revenue_sums IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM revenue_sums WHERE tenant_id = of_tenant;
  INSERT INTO revenue_sums (tenant_id, dimension, grain, starts_on, currency, key, invoices, net, tax)
  SELECT tenant_id, dimension, grain, starts_on, currency, key, invoices, net, tax
    FROM revenue_sums_computed WHERE tenant_id = of_tenant;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END;
$$;

-- What was final before. Its owner reads past row security here and nowhere else.
DO $$
DECLARE target text;
        tables text[] := ARRAY['tenants', 'invoices', 'invoice_items', 'subscription_items', 'plan_components', 'plan_versions', 'revenue_sums'];
BEGIN
  FOREACH target IN ARRAY tables LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', target); END LOOP;
  PERFORM revenue_rebuild_sums(id) FROM tenants;
  FOREACH target IN ARRAY tables LOOP EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', target); END LOOP;
END;
$$;
