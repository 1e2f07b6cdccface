-- CreateTable
CREATE TABLE "invoice_link_keys" (
    "tenant_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_link_keys_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "invoice_links" (
    "tenant_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "first_viewed_at" TIMESTAMPTZ(3),
    "last_viewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_links_pkey" PRIMARY KEY ("tenant_id","invoice_id")
);

-- AddForeignKey
ALTER TABLE "invoice_links" ADD CONSTRAINT "invoice_links_tenant_id_invoice_id_fkey" FOREIGN KEY ("tenant_id", "invoice_id") REFERENCES "invoices"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT revenue_secure_table(t::regclass, p)
  FROM (VALUES ('invoice_link_keys', 'SELECT, INSERT'), ('invoice_links', 'SELECT, INSERT, UPDATE')) AS secured(t, p);

ALTER TABLE invoice_link_keys ADD CHECK (length(secret) >= 43);
ALTER TABLE invoice_links
  ADD CHECK (generation >= 1), ADD CHECK (visits >= 0), ADD CHECK (last_viewed_at >= first_viewed_at),
  ADD CHECK ((visits = 0) = (first_viewed_at IS NULL)), ADD CHECK ((visits = 0) = (last_viewed_at IS NULL));

-- Tenants of before get their key here. Two version 4 UUIDs are 244 bits of the server's strong randomness.
INSERT INTO invoice_link_keys (tenant_id, secret, created_at)
SELECT id, encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'), updated_at FROM tenants;
