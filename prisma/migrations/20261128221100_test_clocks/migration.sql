-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "recorded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "test_clocks" (
    "tenant_id" UUID NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'test',
    "now_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_clocks_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "test_clock_advances" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "target_at" TIMESTAMPTZ(3) NOT NULL,
    "reached_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "happened" JSONB NOT NULL DEFAULT '[]',
    "failure" TEXT,
    "actor" JSONB NOT NULL,
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_clock_advances_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "test_clock_jobs" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_clock_jobs_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "test_clock_advances_tenant_id_created_at_id_idx" ON "test_clock_advances"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "test_clock_advances_one_running_key" ON "test_clock_advances"("tenant_id") WHERE (status = 'running');

-- CreateIndex
CREATE UNIQUE INDEX "tenants_id_mode_key" ON "tenants"("id", "mode");

-- AddForeignKey
ALTER TABLE "test_clocks" ADD CONSTRAINT "test_clocks_tenant_id_mode_fkey" FOREIGN KEY ("tenant_id", "mode") REFERENCES "tenants"("id", "mode") ON DELETE RESTRICT ON UPDATE RESTRICT;

SELECT revenue_secure_table('test_clocks', 'SELECT, INSERT, UPDATE, DELETE');
SELECT revenue_secure_table('test_clock_advances', 'SELECT, INSERT, UPDATE');
SELECT revenue_secure_table('test_clock_jobs', 'SELECT, INSERT, UPDATE, DELETE');

-- Only of tenants in test mode: the foreign key holds the tenant's mode to this one.
ALTER TABLE test_clocks ADD CHECK (mode = 'test');
ALTER TABLE test_clock_advances
  ADD CHECK (status IN ('running', 'completed', 'stopped', 'failed')), ADD CHECK ((status = 'running') = (finished_at IS NULL)),
  ADD CHECK (target_at > from_at), ADD CHECK (reached_at BETWEEN from_at AND target_at),
  ADD CHECK (status <> 'completed' OR reached_at = target_at);

-- What was written at a later time would lie in the future of its own tenant.
CREATE FUNCTION revenue_clock_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.now_at < OLD.now_at THEN
    RAISE EXCEPTION 'a test clock goes forward only: from % to % was asked', OLD.now_at, NEW.now_at USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER goes_forward BEFORE UPDATE ON test_clocks FOR EACH ROW EXECUTE FUNCTION revenue_clock_goes_forward();
