-- CreateTable
CREATE TABLE "mail_settings" (
    "tenant_id" UUID NOT NULL,
    "sender_name" TEXT,
    "reply_to" TEXT,
    "footer" TEXT,
    "auto_send" BOOLEAN NOT NULL DEFAULT false,
    "send_receipts" BOOLEAN NOT NULL DEFAULT false,
    "notify_address" TEXT,
    "days_before" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "days_after" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "remind_since" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_settings_pkey" PRIMARY KEY ("tenant_id")
);
SELECT revenue_secure_table('mail_settings', 'SELECT, INSERT, UPDATE');
ALTER TABLE mail_settings
  ADD CHECK (1 <= ALL (days_before)), ADD CHECK (1 <= ALL (days_after)),
  ADD CHECK ((cardinality(days_before) + cardinality(days_after) > 0) = (remind_since IS NOT NULL));
