-- CreateTable
CREATE TABLE "bulk_actions" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL,
    "items_total" INTEGER NOT NULL,
    "failure" TEXT,
    "actor" JSONB NOT NULL,
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_actions_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "bulk_action_items" (
    "tenant_id" UUID NOT NULL,
    "bulk_action_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "object_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "outcome" TEXT,
    "code" TEXT,
    "message" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_action_items_pkey" PRIMARY KEY ("tenant_id","bulk_action_id","position")
);

-- CreateIndex
CREATE INDEX "bulk_actions_tenant_id_created_at_id_idx" ON "bulk_actions"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "bulk_action_items_tenant_id_bulk_action_id_outcome_position_idx" ON "bulk_action_items"("tenant_id", "bulk_action_id", "outcome", "position");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_action_items_tenant_id_bulk_action_id_object_id_key" ON "bulk_action_items"("tenant_id", "bulk_action_id", "object_id");

-- AddForeignKey
ALTER TABLE "bulk_action_items" ADD CONSTRAINT "bulk_action_items_tenant_id_bulk_action_id_fkey" FOREIGN KEY ("tenant_id", "bulk_action_id") REFERENCES "bulk_actions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT revenue_secure_table('bulk_actions', 'SELECT, INSERT, UPDATE');
SELECT revenue_secure_table('bulk_action_items', 'SELECT, INSERT, UPDATE');

ALTER TABLE bulk_actions
  ADD CHECK (status IN ('pending', 'running', 'completed', 'canceled', 'failed')), ADD CHECK (items_total > 0),
  ADD CHECK (action IN ('finalize_invoices', 'send_invoices', 'mark_invoices_paid', 'void_invoices',
                        'suspend_customers', 'reactivate_customers', 'archive_products', 'restore_products'));
ALTER TABLE bulk_action_items
  ADD CHECK (outcome IN ('done', 'refused', 'failed')), ADD CHECK ((outcome IS NULL) = (settled_at IS NULL)),
  ADD CHECK ((COALESCE(outcome, 'done') <> 'done') = (code IS NOT NULL AND message IS NOT NULL));
