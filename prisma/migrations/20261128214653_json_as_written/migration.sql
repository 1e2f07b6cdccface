-- AlterTable
ALTER TABLE "audit_log" ALTER COLUMN "before" SET DATA TYPE JSON,
ALTER COLUMN "after" SET DATA TYPE JSON;

-- AlterTable
ALTER TABLE "events" ALTER COLUMN "payload" SET DATA TYPE JSON;

-- AlterTable
ALTER TABLE "invoice_items" ALTER COLUMN "derivation" SET DATA TYPE JSON;
