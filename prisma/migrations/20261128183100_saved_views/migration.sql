-- CreateTable
CREATE TABLE "saved_views" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "search" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "default_views" (
    "tenant_id" UUID NOT NULL,
    "member_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "saved_view_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "default_views_pkey" PRIMARY KEY ("tenant_id","member_id","list")
);

-- CreateIndex
CREATE INDEX "saved_views_tenant_id_list_idx" ON "saved_views"("tenant_id", "list");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_owner_list_name_key" ON "saved_views"("tenant_id", "owner_id", "list", "name");

-- CreateIndex
CREATE INDEX "default_views_tenant_id_saved_view_id_idx" ON "default_views"("tenant_id", "saved_view_id");

-- AddForeignKey
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_tenant_id_saved_view_id_fkey" FOREIGN KEY ("tenant_id", "saved_view_id") REFERENCES "saved_views"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT revenue_secure_table('saved_views', 'SELECT, INSERT, UPDATE, DELETE');
SELECT revenue_secure_table('default_views', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE saved_views
  ADD CHECK (list ~ '^[a-z_]{1,40}$'), ADD CHECK (length(name) BETWEEN 1 AND 80), ADD CHECK (jsonb_typeof(search) = 'object');
