import type { Role } from '@revenue/billing-core/access';
import { BULK_ACTIONS, type BulkActionName, type BulkObjects } from '@revenue/billing-core/bulk-actions';

const ROLES: Record<BulkObjects, Role> = {
  invoices: 'finance',
  customers: 'support',
  products: 'finance',
  subscriptions: 'finance',
};

/** Who may do an action to many, and stop it: whoever may do it to one. */
export function roleFor(action: BulkActionName): Role {
  return ROLES[BULK_ACTIONS[action]];
}
