-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "claim_id" UUID,
ADD COLUMN     "claimed_at" TIMESTAMPTZ(3),
ADD COLUMN     "from_name" TEXT,
ADD COLUMN     "handed_over_at" TIMESTAMPTZ(3),
ADD COLUMN     "reply_to" TEXT;

-- CreateIndex
CREATE INDEX "mails_open_idx" ON "mails"("tenant_id", "status", "created_at") WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text, 'unknown'::text]));
-- A mail is being handed over, or may have arrived and nobody can be asked, or will not be sent.
ALTER TABLE mails DROP CONSTRAINT mails_status_check;
ALTER TABLE mails
  ADD CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'canceled')),
  ADD CHECK (status <> 'sending' OR (claim_id IS NOT NULL AND claimed_at IS NOT NULL)),
  ADD CHECK (status <> 'unknown' OR handed_over_at IS NOT NULL),
  ADD CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
  ADD CHECK (status NOT IN ('failed', 'unknown') OR last_error IS NOT NULL);
