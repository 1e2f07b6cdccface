-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "activation" TEXT NOT NULL DEFAULT 'at_once',
ADD COLUMN     "pause_reason" TEXT,
ADD COLUMN     "trial_noticed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "payment_methods" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "payment_methods_tenant_id_customer_id_idx" ON "payment_methods"("tenant_id", "customer_id");

-- AddForeignKey
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT revenue_secure_table('payment_methods', 'SELECT, INSERT, UPDATE');
ALTER TABLE payment_methods
  ADD CHECK (kind IN ('bank_transfer', 'direct_debit')), ADD CHECK (length(reference) >= 1),
  -- A debit without its mandate is taken back by the bank.
  ADD CHECK (kind <> 'direct_debit' OR reference IS NOT NULL);
ALTER TABLE subscriptions
  ADD CHECK (pause_reason IN ('asked', 'unpaid', 'no_method')), ADD CHECK (activation IN ('at_once', 'when_paid')),
  ADD CHECK (status = 'paused' OR pause_reason IS NULL), ADD CHECK (status <> 'incomplete' OR activation = 'when_paid');
