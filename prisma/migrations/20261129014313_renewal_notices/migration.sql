-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "renewal_noticed_on" DATE;
