-- AlterTable
ALTER TABLE "credit_notes" ADD COLUMN     "import_hash" TEXT,
ADD COLUMN     "import_id" UUID;

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "import_hash" TEXT,
ADD COLUMN     "import_id" UUID;

-- CreateTable
CREATE TABLE "invoice_imports" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "rows_total" INTEGER NOT NULL,
    "rows_accepted" INTEGER NOT NULL,
    "rows_known" INTEGER NOT NULL,
    "rows_refused" INTEGER NOT NULL,
    "invoices" INTEGER NOT NULL,
    "credit_notes" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "products" INTEGER NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_imports_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "invoice_import_refusals" (
    "tenant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line_number" INTEGER NOT NULL,
    "document_number" TEXT,
    "reason" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_import_refusals_pkey" PRIMARY KEY ("tenant_id","import_id","line_number")
);

-- CreateIndex
CREATE INDEX "invoice_imports_tenant_id_created_at_id_idx" ON "invoice_imports"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invoice_import_refusals_tenant_id_import_id_reason_line_num_idx" ON "invoice_import_refusals"("tenant_id", "import_id", "reason", "line_number");

-- CreateIndex
CREATE INDEX "credit_notes_tenant_id_import_id_idx" ON "credit_notes"("tenant_id", "import_id");

-- CreateIndex
CREATE INDEX "invoices_tenant_id_import_id_idx" ON "invoices"("tenant_id", "import_id");

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "invoice_imports"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_import_refusals" ADD CONSTRAINT "invoice_import_refusals_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "invoice_imports"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "invoice_imports"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was refused stays as it was told; the counts of an import are written when it ends, in the same transaction.
SELECT revenue_secure_table(t::regclass, p) FROM (VALUES
  ('invoice_imports', 'SELECT, INSERT, UPDATE'),
  ('invoice_import_refusals', 'SELECT, INSERT')
) AS secured(t, p);
ALTER TABLE invoice_imports ADD CHECK (rows_total = rows_accepted + rows_known + rows_refused);
ALTER TABLE invoices ADD CHECK ((import_id IS NULL) = (import_hash IS NULL));
ALTER TABLE credit_notes ADD CHECK ((import_id IS NULL) = (import_hash IS NULL));
