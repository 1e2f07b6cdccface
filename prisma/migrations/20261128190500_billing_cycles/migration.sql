-- DropIndex
DROP INDEX "invoice_items_one_per_period_key";

-- AlterTable
ALTER TABLE "billing_runs" ADD COLUMN     "approved_at" TIMESTAMPTZ(3),
ADD COLUMN     "approved_by" TEXT,
ADD COLUMN     "covers" TEXT NOT NULL DEFAULT 'everything';

-- AlterTable
ALTER TABLE "invoice_items" ADD COLUMN     "released_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "billing_cycle_id" UUID,
ADD COLUMN     "replaces_invoice_id" UUID;

-- AlterTable
ALTER TABLE "plans" ADD COLUMN     "private" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "billing_cycle_id" UUID,
ADD COLUMN     "issue_days_before" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "approve_billing_runs" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "billing_cycles" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "interval_count" INTEGER NOT NULL DEFAULT 1,
    "alignment" TEXT NOT NULL,
    "anchor_date" DATE,
    "timing" TEXT NOT NULL,
    "issue_days_before" INTEGER NOT NULL DEFAULT 0,
    "auto_send" BOOLEAN NOT NULL DEFAULT false,
    "requires_approval" BOOLEAN NOT NULL DEFAULT false,
    "payment_terms" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "billing_cycles_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "billing_holds" (
    "tenant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "held_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_holds_pkey" PRIMARY KEY ("tenant_id","customer_id")
);

-- CreateTable
CREATE TABLE "billing_failures" (
    "tenant_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "billing_run_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "first_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "retry_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_failures_pkey" PRIMARY KEY ("tenant_id","subscription_id")
);

-- CreateIndex
CREATE INDEX "billing_cycles_tenant_id_created_at_id_idx" ON "billing_cycles"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_cycles_tenant_id_external_id_key" ON "billing_cycles"("tenant_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_items_one_per_period_key" ON "invoice_items"("tenant_id", "subscription_item_id", "service_start") WHERE (released_at IS NULL);

-- CreateIndex
CREATE INDEX "subscriptions_tenant_id_billing_cycle_id_idx" ON "subscriptions"("tenant_id", "billing_cycle_id");

-- AddForeignKey
ALTER TABLE "billing_holds" ADD CONSTRAINT "billing_holds_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_failures" ADD CONSTRAINT "billing_failures_tenant_id_subscription_id_fkey" FOREIGN KEY ("tenant_id", "subscription_id") REFERENCES "subscriptions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tenant_id_billing_cycle_id_fkey" FOREIGN KEY ("tenant_id", "billing_cycle_id") REFERENCES "billing_cycles"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tenant_id_replaces_invoice_id_fkey" FOREIGN KEY ("tenant_id", "replaces_invoice_id") REFERENCES "invoices"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_tenant_id_billing_cycle_id_fkey" FOREIGN KEY ("tenant_id", "billing_cycle_id") REFERENCES "billing_cycles"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "invoices_replaces_idx" ON "invoices"("tenant_id", "replaces_invoice_id") WHERE (replaces_invoice_id IS NOT NULL);

-- Row security and legal values ----------------------------------------------------------------------------------------
SELECT revenue_secure_table(t::regclass, p) FROM (VALUES
  ('billing_cycles', 'SELECT, INSERT, UPDATE'),
  -- A hold and a failure are states, not documents: what happened stands in the audit log and with the runs.
  ('billing_holds', 'SELECT, INSERT, DELETE'),
  ('billing_failures', 'SELECT, INSERT, UPDATE, DELETE')
) AS secured(t, p);

ALTER TABLE billing_cycles
  ADD CHECK (interval IN ('day', 'week', 'month', 'quarter', 'half_year', 'year')), ADD CHECK (interval_count >= 1),
  ADD CHECK (alignment IN ('calendar', 'anniversary')), ADD CHECK ((alignment = 'calendar') = (anchor_date IS NOT NULL)),
  ADD CHECK (timing IN ('advance', 'arrear')), ADD CHECK (issue_days_before BETWEEN 0 AND 60),
  -- What a period comes to in arrear is not known before it is over.
  ADD CHECK (issue_days_before = 0 OR timing = 'advance');
ALTER TABLE subscriptions ADD CHECK (issue_days_before BETWEEN 0 AND 60);
ALTER TABLE billing_failures ADD CHECK (attempts >= 1);
ALTER TABLE billing_runs DROP CONSTRAINT billing_runs_status_check,
  ADD CONSTRAINT billing_runs_status_check
    CHECK (status IN ('awaiting_approval', 'pending', 'running', 'completed', 'failed', 'canceled')),
  ADD CHECK (covers IN ('everything', 'needing_approval', 'needing_none')),
  ADD CHECK ((approved_by IS NULL) = (approved_at IS NULL));

-- An item of a final invoice stays as it is, but for one thing: once its invoice is void, its period may be released to
-- be billed again. That is said once and not taken back.
CREATE OR REPLACE FUNCTION revenue_final_items_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND NEW.released_at IS NOT NULL
     AND to_jsonb(OLD) - 'released_at' = to_jsonb(NEW) - 'released_at'
     AND EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id AND status = 'void') THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM invoices
              WHERE tenant_id = OLD.tenant_id AND id IN (OLD.invoice_id, COALESCE(NEW.invoice_id, OLD.invoice_id))
                AND finalized_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the invoice of this item is final; correct it with a credit note';
  END IF;
  RETURN COALESCE(NEW, OLD);
END;
$$;
