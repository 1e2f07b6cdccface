-- AlterTable
ALTER TABLE "prices" ADD COLUMN     "created_by" TEXT;
