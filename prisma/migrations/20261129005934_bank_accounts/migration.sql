-- A company has an account for each currency, in the place of one for all.
-- CreateTable
CREATE TABLE "bank_accounts" (
    "tenant_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "account_holder" TEXT,
    "bank_name" TEXT,
    "iban" TEXT,
    "account_number" TEXT,
    "routing_number" TEXT,
    "bic" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_accounts_pkey" PRIMARY KEY ("tenant_id","currency")
);

-- AddForeignKey
ALTER TABLE "bank_accounts" ADD CONSTRAINT "bank_accounts_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT revenue_secure_table('bank_accounts', 'SELECT, INSERT, UPDATE, DELETE');
ALTER TABLE bank_accounts
  ADD CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CHECK (num_nonnulls(iban, account_number) = 1),
  ADD CHECK (routing_number IS NULL OR account_number IS NOT NULL);
CREATE UNIQUE INDEX bank_accounts_default_key ON bank_accounts (tenant_id) WHERE is_default;

-- The account there was, which all invoices showed: that of the euro where its IBAN is of a country that pays in euro, else of
-- the company's currency. An owner who is no superuser must see the rows of all.
ALTER TABLE tenants NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bank_accounts NO FORCE ROW LEVEL SECURITY;
INSERT INTO bank_accounts (tenant_id, currency, is_default, account_holder, bank_name, iban, bic, created_at)
SELECT id,
       CASE WHEN left(bank_iban, 2) IN ('AD', 'AT', 'BE', 'BG', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT',
                                        'LU', 'LV', 'MC', 'ME', 'MT', 'NL', 'PT', 'SI', 'SK', 'SM', 'VA', 'XK')
            THEN 'EUR' ELSE currency END,
       true, bank_account_holder, bank_name, bank_iban, bank_bic, updated_at
  FROM tenants WHERE bank_iban IS NOT NULL;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
ALTER TABLE bank_accounts FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "tenants" DROP COLUMN "bank_account_holder",
DROP COLUMN "bank_bic",
DROP COLUMN "bank_iban",
DROP COLUMN "bank_name";
