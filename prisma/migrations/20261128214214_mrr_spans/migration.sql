-- CreateTable
CREATE TABLE "mrr_spans" (
    "tenant_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE,
    "customer_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "mrr" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mrr_spans_pkey" PRIMARY KEY ("tenant_id","subscription_id","from_day")
);

-- CreateIndex
CREATE INDEX "mrr_spans_tenant_id_customer_id_idx" ON "mrr_spans"("tenant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "mrr_spans_open_key" ON "mrr_spans"("tenant_id", "subscription_id") WHERE (until_day IS NULL);

-- AddForeignKey
ALTER TABLE "mrr_spans" ADD CONSTRAINT "mrr_spans_tenant_id_subscription_id_fkey" FOREIGN KEY ("tenant_id", "subscription_id") REFERENCES "subscriptions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mrr_spans" ADD CONSTRAINT "mrr_spans_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mrr_spans" ADD CONSTRAINT "mrr_spans_tenant_id_plan_id_fkey" FOREIGN KEY ("tenant_id", "plan_id") REFERENCES "plans"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT revenue_secure_table('mrr_spans', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE mrr_spans
  ADD CONSTRAINT mrr_spans_status_check
      CHECK (status IN ('incomplete', 'trialing', 'active', 'past_due', 'paused', 'canceled', 'expired')),
  ADD CONSTRAINT mrr_spans_mrr_check CHECK (mrr = 0 OR (mrr > 0 AND status IN ('active', 'past_due'))),
  ADD CONSTRAINT mrr_spans_days_check CHECK (until_day > from_day);
