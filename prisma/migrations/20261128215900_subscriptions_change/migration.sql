-- DropIndex
DROP INDEX "invoice_items_one_per_period_key";

-- DropIndex
DROP INDEX "subscription_items_tenant_id_subscription_id_plan_component_key";

-- AlterTable
ALTER TABLE "invoice_items" ADD COLUMN     "credits_item_id" UUID;

-- AlterTable
ALTER TABLE "subscription_items" ADD COLUMN     "active_from" DATE,
ADD COLUMN     "billed_as_item_id" UUID,
ADD COLUMN     "change_id" UUID,
ADD COLUMN     "ended_on" DATE,
ADD COLUMN     "pricing" JSONB,
ADD COLUMN     "replaces_item_id" UUID,
ADD COLUMN     "service_end" DATE,
ADD COLUMN     "service_start" DATE,
ADD COLUMN     "since" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'current';

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "amount_off" BIGINT,
ADD COLUMN     "cancel_settle" TEXT,
ADD COLUMN     "contract_at_end" TEXT,
ADD COLUMN     "contract_ends_on" DATE,
ADD COLUMN     "contract_periods" INTEGER,
ADD COLUMN     "discount_ends_on" DATE,
ADD COLUMN     "ends_on" DATE,
ADD COLUMN     "grace_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "percent_off" DECIMAL(38,12),
ADD COLUMN     "resumes_on" DATE,
ADD COLUMN     "trial_end" DATE,
ADD COLUMN     "trial_without_method" TEXT NOT NULL DEFAULT 'bill';

-- CreateTable
CREATE TABLE "subscription_changes" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "from_plan_version_id" UUID,
    "to_plan_version_id" UUID,
    "anchor_date" DATE,
    "direction" TEXT,
    "items" JSONB NOT NULL DEFAULT '[]',
    "net" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "invoice_id" UUID,
    "credit_note_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "details" JSONB NOT NULL DEFAULT '{}',
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_changes_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "pending_invoice_items" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "subscription_item_id" UUID NOT NULL,
    "change_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "waits_for" TEXT NOT NULL DEFAULT 'next_invoice',
    "currency" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(38,12) NOT NULL,
    "unit_price" DECIMAL(38,12),
    "amount" BIGINT NOT NULL,
    "discount_amount" BIGINT NOT NULL DEFAULT 0,
    "service_start" DATE NOT NULL,
    "service_end" DATE NOT NULL,
    "product_id" UUID,
    "derivation" JSON NOT NULL,
    "credits_item_id" UUID,
    "credits_pending_id" UUID,
    "invoice_item_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_invoice_items_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "subscription_policies" (
    "tenant_id" UUID NOT NULL,
    "proration" TEXT NOT NULL DEFAULT 'day_half_open',
    "downgrade" TEXT NOT NULL DEFAULT 'period_end',
    "credit_cap" TEXT NOT NULL DEFAULT 'billed',
    "new_period" TEXT NOT NULL DEFAULT 'restart',
    "invoicing" TEXT NOT NULL DEFAULT 'now',
    "grace_days" INTEGER NOT NULL DEFAULT 14,
    "after_grace" TEXT NOT NULL DEFAULT 'pause',
    "trial_notice_days" INTEGER NOT NULL DEFAULT 3,
    "renewal_notice_days" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_policies_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE INDEX "subscription_changes_tenant_id_subscription_id_created_at_i_idx" ON "subscription_changes"("tenant_id", "subscription_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_changes_scheduled_key" ON "subscription_changes"("tenant_id", "subscription_id") WHERE ((status = 'scheduled'::text) AND (kind <> 'cancel'::text));

-- CreateIndex
CREATE UNIQUE INDEX "subscription_changes_ending_key" ON "subscription_changes"("tenant_id", "subscription_id", "kind") WHERE ((status = 'scheduled'::text) AND (kind = 'cancel'::text));

-- CreateIndex
CREATE INDEX "pending_invoice_items_waiting_idx" ON "pending_invoice_items"("tenant_id", "subscription_id") WHERE (status = 'waiting'::text);

-- CreateIndex
CREATE UNIQUE INDEX "pending_invoice_items_one_per_period_key" ON "pending_invoice_items"("tenant_id", "subscription_item_id", "service_start") WHERE ((status = 'waiting'::text) AND (credits_item_id IS NULL) AND (credits_pending_id IS NULL));

-- CreateIndex
CREATE INDEX "invoice_items_credits_idx" ON "invoice_items"("tenant_id", "credits_item_id") WHERE (credits_item_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_items_one_per_period_key" ON "invoice_items"("tenant_id", "subscription_item_id", "service_start") WHERE ((released_at IS NULL) AND (credits_item_id IS NULL));

-- CreateIndex
CREATE INDEX "subscription_items_tenant_id_subscription_id_idx" ON "subscription_items"("tenant_id", "subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_items_current_key" ON "subscription_items"("tenant_id", "subscription_id", "plan_component_id") WHERE (state = 'current'::text);

-- AddForeignKey
ALTER TABLE "invoice_items" ADD CONSTRAINT "invoice_items_tenant_id_credits_item_id_fkey" FOREIGN KEY ("tenant_id", "credits_item_id") REFERENCES "invoice_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_items" ADD CONSTRAINT "subscription_items_tenant_id_replaces_item_id_fkey" FOREIGN KEY ("tenant_id", "replaces_item_id") REFERENCES "subscription_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_items" ADD CONSTRAINT "subscription_items_tenant_id_billed_as_item_id_fkey" FOREIGN KEY ("tenant_id", "billed_as_item_id") REFERENCES "subscription_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_items" ADD CONSTRAINT "subscription_items_tenant_id_change_id_fkey" FOREIGN KEY ("tenant_id", "change_id") REFERENCES "subscription_changes"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_tenant_id_subscription_id_fkey" FOREIGN KEY ("tenant_id", "subscription_id") REFERENCES "subscriptions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_tenant_id_from_plan_version_id_fkey" FOREIGN KEY ("tenant_id", "from_plan_version_id") REFERENCES "plan_versions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_tenant_id_to_plan_version_id_fkey" FOREIGN KEY ("tenant_id", "to_plan_version_id") REFERENCES "plan_versions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_tenant_id_invoice_id_fkey" FOREIGN KEY ("tenant_id", "invoice_id") REFERENCES "invoices"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_subscription_id_fkey" FOREIGN KEY ("tenant_id", "subscription_id") REFERENCES "subscriptions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_subscription_item_id_fkey" FOREIGN KEY ("tenant_id", "subscription_item_id") REFERENCES "subscription_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_change_id_fkey" FOREIGN KEY ("tenant_id", "change_id") REFERENCES "subscription_changes"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_invoice_items" ADD CONSTRAINT "pending_invoice_items_tenant_id_credits_pending_id_fkey" FOREIGN KEY ("tenant_id", "credits_pending_id") REFERENCES "pending_invoice_items"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Row security and legal values ----------------------------------------------------------------------------------------
SELECT revenue_secure_table(t::regclass, p) FROM (VALUES
  -- What was asked for and what waited stays, whatever became of it.
  ('subscription_changes', 'SELECT, INSERT, UPDATE'),
  ('pending_invoice_items', 'SELECT, INSERT, UPDATE'),
  ('subscription_policies', 'SELECT, INSERT, UPDATE')
) AS secured(t, p);

ALTER TABLE subscriptions
  ADD CHECK (trial_end IS NULL OR trial_end >= start_date), ADD CHECK (status <> 'trialing' OR trial_end IS NOT NULL),
  ADD CHECK (trial_without_method IN ('bill', 'pause', 'cancel')),
  ADD CHECK (cancel_settle IN ('refund', 'credit', 'none')),
  ADD CHECK ((contract_periods IS NULL) = (contract_at_end IS NULL)), ADD CHECK ((contract_periods IS NULL) = (contract_ends_on IS NULL)),
  ADD CHECK (contract_periods >= 1), ADD CHECK (contract_at_end IN ('renew', 'expire')),
  ADD CHECK (percent_off > 0 AND percent_off <= 100), ADD CHECK (amount_off > 0), ADD CHECK (percent_off IS NULL OR amount_off IS NULL),
  ADD CHECK (discount_ends_on IS NULL OR percent_off IS NOT NULL OR amount_off IS NOT NULL);
ALTER TABLE subscription_items
  ADD CHECK (state IN ('scheduled', 'current', 'ended')), ADD CHECK ((service_start IS NULL) = (service_end IS NULL)),
  -- No day at all where the period was billed before the item came.
  ADD CHECK (service_end >= service_start), ADD CHECK (state = 'ended' OR ended_on IS NULL),
  ADD CHECK (state <> 'scheduled' OR change_id IS NOT NULL), ADD CHECK (replaces_item_id <> id), ADD CHECK (billed_as_item_id <> id);
ALTER TABLE subscription_changes
  ADD CHECK (kind IN ('plan_change', 'quantity', 'addon', 'price', 'migration', 'discount', 'trial', 'contract', 'pause', 'resume',
                      'cancel', 'undo_cancel', 'undo_change')),
  ADD CHECK (status IN ('scheduled', 'applied', 'undone')), ADD CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CHECK (direction IN ('upgrade', 'downgrade', 'neither')),
  ADD CHECK ((status = 'applied') = (applied_at IS NOT NULL)), ADD CHECK ((status = 'undone') = (undone_at IS NOT NULL));
ALTER TABLE pending_invoice_items
  ADD CHECK (status IN ('waiting', 'billed', 'dropped')), ADD CHECK (waits_for IN ('next_invoice', 'end')),
  ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (kind IN ('recurring', 'usage')), ADD CHECK (quantity >= 0),
  ADD CHECK (service_end > service_start), ADD CHECK (credits_item_id IS NULL OR credits_pending_id IS NULL),
  ADD CHECK (CASE WHEN credits_item_id IS NULL AND credits_pending_id IS NULL THEN amount >= 0 AND discount_amount BETWEEN 0 AND amount
                  ELSE amount <= 0 AND discount_amount = 0 END),
  ADD CHECK ((status = 'waiting') = (settled_at IS NULL)), ADD CHECK (invoice_item_id IS NULL OR status = 'billed');
ALTER TABLE subscription_policies
  ADD CHECK (proration IN ('day_half_open', 'day_inclusive', 'second', 'thirty_day_months', 'none', 'full_difference')),
  ADD CHECK (downgrade IN ('period_end', 'now')), ADD CHECK (credit_cap IN ('paid', 'billed')),
  ADD CHECK (new_period IN ('restart', 'align')), ADD CHECK (invoicing IN ('now', 'next_invoice')),
  ADD CHECK (grace_days BETWEEN 0 AND 365), ADD CHECK (after_grace IN ('none', 'pause', 'cancel')),
  ADD CHECK (trial_notice_days BETWEEN 0 AND 60), ADD CHECK (renewal_notice_days BETWEEN 0 AND 60);
ALTER TABLE invoice_items
  ADD CHECK (credits_item_id IS NULL OR (amount <= 0 AND subscription_item_id IS NOT NULL)), ADD CHECK (credits_item_id <> id);

-- Items of enrolments that were changed away stayed behind; now they say so. The owner reads past row security here alone.
ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_components NO FORCE ROW LEVEL SECURITY;
UPDATE subscription_items si SET state = 'ended'
  FROM subscriptions s, plan_components pc
 WHERE s.tenant_id = si.tenant_id AND s.id = si.subscription_id AND pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
   AND pc.plan_version_id <> s.plan_version_id;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_items FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_components FORCE ROW LEVEL SECURITY;
