import { type BulkActionName, bulkRefusal } from '@revenue/billing-core/bulk-actions';
import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Prisma, Tx } from '@revenue/db/database';
import { migrateSubscription } from '../catalog/migrations/migrate-subscription.ts';
import type { MigrationDetails } from '../catalog/migrations/migration-details.ts';
import { undoMigration } from '../catalog/migrations/undo-migration.ts';
import { changeProduct } from '../catalog/update-product.ts';
import type { OperationContext } from '../context.ts';
import { changeCustomer } from '../customers/update-customer.ts';
import { changeInvoiceStatus } from '../invoices/change-invoice-status.ts';
import { lockInvoice } from '../invoices/queries.ts';
import { sendInvoice } from '../invoices/send-invoice.ts';
import type { InvoiceRow } from '../invoices/view.ts';

export type BulkItem = Prisma.BulkActionItemGetPayload<object>;
export type BulkDetails = {
  void_reason?: string;
  paid_on?: string;
  payment_reference?: string;
  /** Of migrations and of what takes them back. */
  migration?: MigrationDetails;
};
type What = { action: BulkActionName; details: BulkDetails };

/** Another worker has done it meanwhile: this transaction is taken back, and nothing is told. */
export class ItemSettled extends Error {}

/**
 * Does to one record what a bulk action does to all, and keeps that it is done, in one commit.
 *
 * @throws BillingError illegal_transition where the record is in a state that the action leaves alone, and whatever the
 * operation refuses
 */
export async function doBulkItem(ctx: OperationContext, what: What, item: BulkItem): Promise<void> {
  const { action } = what;
  if (action === 'send_invoices') {
    await sendInvoice(ctx, { id: item.object_id }, async (tx, invoice) => {
      refuseInvoice(action, invoice);
      await keepDone(tx, ctx, item);
    });
    return;
  }
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await keepDone(tx, ctx, item);
    await change(tx, ctx, what, item);
  });
}

async function keepDone(tx: Tx, ctx: OperationContext, item: BulkItem): Promise<void> {
  const { tenant_id, bulk_action_id, position } = item;
  const { count } = await tx.bulkActionItem.updateMany({
    where: { tenant_id, bulk_action_id, position, outcome: null },
    data: { outcome: 'done', settled_at: ctx.clock.now() },
  });
  if (count === 0) throw new ItemSettled();
}

async function change(tx: Tx, ctx: OperationContext, { action, details }: What, item: BulkItem): Promise<void> {
  const { object_id: id, bulk_action_id } = item;
  switch (action) {
    case 'finalize_invoices':
    case 'mark_invoices_paid':
    case 'void_invoices':
    case 'send_invoices':
      refuseInvoice(action, await lockInvoice(tx, ctx.tenant_id, id));
      return changeInvoiceStatus(tx, ctx, { id, status: NEXT_STATUS[action], ...details });
    case 'suspend_customers':
    case 'reactivate_customers':
      return changeStatusOfCustomer(tx, ctx, action, id);
    case 'migrate_subscriptions':
      await migrateSubscription(tx, ctx, { id, bulk_action_id, migration: migrationOf(details) });
      return;
    case 'undo_migration':
      return undoMigration(tx, ctx, { id, migration: migrationOf(details) });
    case 'archive_products':
    case 'restore_products': {
      const active = action === 'restore_products';
      const { active: before } = await tx.product.findFirstOrThrow({ where: { tenant_id: ctx.tenant_id, id } });
      refuse(bulkRefusal(action, { active: before }));
      await changeProduct(tx, ctx, { id, active });
    }
  }
}

function migrationOf({ migration }: BulkDetails): MigrationDetails {
  if (migration === undefined) throw new Error('a migration was stored without its versions');
  return migration;
}

const NEXT_STATUS = {
  finalize_invoices: 'sent',
  send_invoices: 'sent',
  mark_invoices_paid: 'paid',
  void_invoices: 'void',
} as const satisfies Partial<Record<BulkActionName, InvoiceStatus>>;

async function changeStatusOfCustomer(
  tx: Tx,
  ctx: OperationContext,
  action: 'suspend_customers' | 'reactivate_customers',
  id: string,
): Promise<void> {
  const row = await tx.customer.findFirstOrThrow({ where: { tenant_id: ctx.tenant_id, id } });
  refuse(bulkRefusal(action, { status: row.status as 'active' }));
  await changeCustomer(tx, ctx, { id, status: action === 'suspend_customers' ? 'suspended' : 'active' });
}

function refuseInvoice(action: BulkActionName, invoice: InvoiceRow): void {
  const { status, amount_paid, amount_credited, items } = invoice;
  const moved = { has_payments: amount_paid > 0n, has_credits: amount_credited > 0n };
  const facts = { status: status as InvoiceStatus, has_items: items.length > 0, ...moved };
  refuse(bulkRefusal(action, facts));
}

function refuse(reason: string | null): void {
  if (reason !== null) throw new BillingError('illegal_transition', `It is ${reason}.`);
}
