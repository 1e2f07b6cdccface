-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "bank_account_holder" TEXT,
ADD COLUMN     "logo_hash" TEXT;

-- CreateTable
CREATE TABLE "tenant_logos" (
    "tenant_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_logos_pkey" PRIMARY KEY ("tenant_id","content_hash")
);

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_id_logo_hash_fkey" FOREIGN KEY ("id", "logo_hash") REFERENCES "tenant_logos"("tenant_id", "content_hash") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT revenue_secure_table('tenant_logos', 'SELECT, INSERT');
ALTER TABLE tenant_logos
  ADD CHECK (content_hash = encode(sha256(content), 'hex')), ADD CHECK (length(content) <= 1048576),
  ADD CHECK (width BETWEEN 1 AND 2048), ADD CHECK (height BETWEEN 1 AND 2048);

-- A document whose file was lost is drawn again, by a newer template perhaps: the row then names the new content.
GRANT UPDATE (content_hash, byte_size) ON documents TO revenue_app;
