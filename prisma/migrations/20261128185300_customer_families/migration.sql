-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "billed_to" TEXT NOT NULL DEFAULT 'self',
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "payer_id" UUID;

-- CreateIndex
CREATE INDEX "customers_parent_idx" ON "customers"("tenant_id", "parent_id") WHERE (parent_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "customers_payer_idx" ON "customers"("tenant_id", "payer_id") WHERE (payer_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_parent_id_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_payer_id_fkey" FOREIGN KEY ("tenant_id", "payer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The operations keep circles out; these are the last word against the nearest ones.
ALTER TABLE customers
  ADD CHECK (billed_to IN ('self', 'parent')), ADD CHECK (billed_to = 'self' OR parent_id IS NOT NULL),
  ADD CHECK (parent_id <> id), ADD CHECK (payer_id <> id);
