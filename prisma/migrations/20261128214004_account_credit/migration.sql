-- AlterTable
ALTER TABLE "credit_notes" ADD COLUMN     "account_credit_amount" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "amount_account_credit" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "account_credit_balances" (
    "tenant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "balance" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_credit_balances_pkey" PRIMARY KEY ("tenant_id","customer_id","currency")
);

-- CreateTable
CREATE TABLE "account_credit_entries" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "balance_after" BIGINT NOT NULL DEFAULT 0,
    "invoice_id" UUID,
    "credit_note_id" UUID,
    "subscription_id" UUID,
    "reverses_id" UUID,
    "reason" TEXT,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_credit_entries_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "account_credit_entries_tenant_id_customer_id_created_at_id_idx" ON "account_credit_entries"("tenant_id", "customer_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "account_credit_entries_invoice_idx" ON "account_credit_entries"("tenant_id", "invoice_id") WHERE (invoice_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "account_credit_entries_subscription_idx" ON "account_credit_entries"("tenant_id", "subscription_id") WHERE (subscription_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "account_credit_entries_one_per_note_key" ON "account_credit_entries"("tenant_id", "credit_note_id") WHERE (credit_note_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "account_credit_entries_one_reversal_key" ON "account_credit_entries"("tenant_id", "reverses_id") WHERE (reverses_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "account_credit_balances" ADD CONSTRAINT "account_credit_balances_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_credit_entries" ADD CONSTRAINT "account_credit_entries_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customers"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_credit_entries" ADD CONSTRAINT "account_credit_entries_tenant_id_invoice_id_fkey" FOREIGN KEY ("tenant_id", "invoice_id") REFERENCES "invoices"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_credit_entries" ADD CONSTRAINT "account_credit_entries_tenant_id_credit_note_id_fkey" FOREIGN KEY ("tenant_id", "credit_note_id") REFERENCES "credit_notes"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_credit_entries" ADD CONSTRAINT "account_credit_entries_tenant_id_subscription_id_fkey" FOREIGN KEY ("tenant_id", "subscription_id") REFERENCES "subscriptions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_credit_entries" ADD CONSTRAINT "account_credit_entries_tenant_id_reverses_id_fkey" FOREIGN KEY ("tenant_id", "reverses_id") REFERENCES "account_credit_entries"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT revenue_secure_table('account_credit_balances', 'SELECT, INSERT, UPDATE');
SELECT revenue_secure_table('account_credit_entries', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON account_credit_entries FOR EACH ROW EXECUTE FUNCTION revenue_refuse_change();
ALTER TABLE account_credit_balances
  ADD CHECK (currency ~ '^[A-Z]{3}$'),
  -- Two that take from it at once wait for each other at this row; the second is refused where nothing is left for it.
  ADD CONSTRAINT account_credit_not_below_zero CHECK (balance >= 0);
ALTER TABLE account_credit_entries
  ADD CHECK (currency ~ '^[A-Z]{3}$'), ADD CHECK (kind IN ('grant', 'use', 'reversal', 'adjustment')), ADD CHECK (amount <> 0),
  ADD CHECK (kind NOT IN ('grant', 'reversal') OR amount > 0), ADD CHECK (kind <> 'use' OR amount < 0),
  ADD CHECK ((kind IN ('use', 'reversal')) = (invoice_id IS NOT NULL)), ADD CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  ADD CHECK ((kind = 'grant') = (num_nonnulls(credit_note_id, subscription_id) = 1)),
  ADD CHECK ((kind = 'adjustment') = (reason IS NOT NULL)), ADD CHECK (length(reason) >= 1);

-- The balance follows the entries in the same statement, so that neither can be without the other.
CREATE FUNCTION revenue_keep_account_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An upsert judges the row that it would insert before it finds the one that is there, so the row is made first.
  INSERT INTO account_credit_balances (tenant_id, customer_id, currency, balance, updated_at)
       VALUES (NEW.tenant_id, NEW.customer_id, NEW.currency, 0, NEW.created_at)
  ON CONFLICT (tenant_id, customer_id, currency) DO NOTHING;
  UPDATE account_credit_balances SET balance = balance + NEW.amount, updated_at = NEW.created_at
   WHERE tenant_id = NEW.tenant_id AND customer_id = NEW.customer_id AND currency = NEW.currency
  RETURNING balance INTO NEW.balance_after;
  RETURN NEW;
END;
$$;
CREATE TRIGGER keep_balance BEFORE INSERT ON account_credit_entries FOR EACH ROW EXECUTE FUNCTION revenue_keep_account_credit();

CREATE FUNCTION revenue_refuse_bare_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the balance of an account credit follows its entries; write an entry';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER follows_entries BEFORE INSERT OR UPDATE ON account_credit_balances FOR EACH ROW EXECUTE FUNCTION revenue_refuse_bare_balance();

-- What is due is the total less payments, credits and account credit; what is credited goes to one of three places.
DO $$
DECLARE found text;
BEGIN
  SELECT conname INTO STRICT found FROM pg_constraint
   WHERE conrelid = 'invoices'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) = 'CHECK ((amount_due = ((total - amount_paid) - amount_credited)))';
  EXECUTE format('ALTER TABLE invoices DROP CONSTRAINT %I', found);
  SELECT conname INTO STRICT found FROM pg_constraint
   WHERE conrelid = 'credit_notes'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) = 'CHECK (((offset_amount + refund_amount) = (total + cash_rounding)))';
  EXECUTE format('ALTER TABLE credit_notes DROP CONSTRAINT %I', found);
END;
$$;
ALTER TABLE invoices ADD CHECK (amount_due = total - amount_paid - amount_credited - amount_account_credit), ADD CHECK (amount_account_credit >= 0);
ALTER TABLE credit_notes ADD CHECK (offset_amount + refund_amount + account_credit_amount = total + cash_rounding), ADD CHECK (account_credit_amount >= 0);
