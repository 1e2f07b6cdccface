-- AlterTable
ALTER TABLE "payment_methods" ADD COLUMN     "expires_on" DATE,
ADD COLUMN     "is_default" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "label" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_default_key" ON "payment_methods"("tenant_id", "customer_id") WHERE (is_default);

ALTER TABLE payment_methods
  ADD CHECK (length(label) >= 1),
  -- What has ended is nobody's default.
  ADD CHECK (ended_at IS NULL OR NOT is_default);

-- Of the methods that go on, the newest one of a customer. The migration runs as the owner, whom row security binds as well.
ALTER TABLE payment_methods NO FORCE ROW LEVEL SECURITY;
UPDATE payment_methods SET is_default = TRUE
 WHERE (tenant_id, id) IN (SELECT DISTINCT ON (tenant_id, customer_id) tenant_id, id FROM payment_methods
                            WHERE ended_at IS NULL ORDER BY tenant_id, customer_id, created_at DESC, id DESC);
ALTER TABLE payment_methods FORCE ROW LEVEL SECURITY;
