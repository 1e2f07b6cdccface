-- AlterTable
ALTER TABLE "credit_note_items" ADD COLUMN     "service_end" DATE,
ADD COLUMN     "service_quantity" DECIMAL(38,12),
ADD COLUMN     "service_start" DATE;

ALTER TABLE credit_note_items
  ADD CHECK ((service_start IS NULL) = (service_end IS NULL)),
  ADD CHECK (service_end > service_start),
  ADD CHECK (service_quantity IS NULL OR (quantity IS NULL AND service_start IS NOT NULL));
