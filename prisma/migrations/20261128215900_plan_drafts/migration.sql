-- AlterTable
ALTER TABLE "plan_components" ADD COLUMN     "interval" TEXT,
ADD COLUMN     "interval_count" INTEGER;

-- AlterTable
ALTER TABLE "plan_versions" ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "published_by" TEXT;

-- AlterTable
ALTER TABLE "plans" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'plan',
ADD COLUMN     "public" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "plan_versions_draft_key" ON "plan_versions"("tenant_id", "plan_id") WHERE (published_at IS NULL);

-- What there is was published when it was made.
DROP TRIGGER append_only ON plan_versions;
DROP TRIGGER append_only ON plan_components;
UPDATE plan_versions SET published_at = created_at;

ALTER TABLE plans
  ADD CHECK (kind IN ('plan', 'addon')), ADD CHECK (NOT (public AND private));
ALTER TABLE plan_versions
  ADD CHECK (published_by IS NULL OR published_at IS NOT NULL);
ALTER TABLE plan_components
  ADD CHECK ((interval IS NULL) = (interval_count IS NULL)), ADD CHECK (interval_count >= 1),
  ADD CHECK (interval IN ('day', 'week', 'month', 'quarter', 'half_year', 'year'));

-- A draft is written over until it is published, or thrown away.
GRANT UPDATE, DELETE ON plan_versions TO revenue_app;
GRANT DELETE ON plan_components, plans TO revenue_app;

-- Published prices are what subscribers agreed to: nothing of them changes, and nothing is slipped in among them.
CREATE FUNCTION revenue_published_version_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'version % of plan % is published and does not change any more', OLD.version, OLD.plan_id;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
CREATE TRIGGER published_version_is_fixed BEFORE UPDATE OR DELETE ON plan_versions
  FOR EACH ROW EXECUTE FUNCTION revenue_published_version_is_fixed();

CREATE FUNCTION revenue_published_components_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched plan_components := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  -- The lock lets nobody publish the version while its components are written.
  PERFORM FROM plan_versions
    WHERE tenant_id = touched.tenant_id AND id = touched.plan_version_id AND published_at IS NULL FOR SHARE;
  IF NOT FOUND OR (TG_OP = 'UPDATE' AND NEW.plan_version_id <> OLD.plan_version_id) THEN
    RAISE EXCEPTION 'a component of plan version % does not change any more: the version is published', touched.plan_version_id;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
CREATE TRIGGER published_components_are_fixed BEFORE INSERT OR UPDATE OR DELETE ON plan_components
  FOR EACH ROW EXECUTE FUNCTION revenue_published_components_are_fixed();
