-- The instant from which a fee in arrear is charged, where a change or a pause divided its first day by seconds.
ALTER TABLE "subscription_items" ADD COLUMN     "active_at" TIMESTAMPTZ(3);
