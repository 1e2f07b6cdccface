import { INVOICE_STATUSES } from '@revenue/billing-core/invoices';
import { arrearsOfInvoice } from '@revenue/billing-core/subscriptions';

/** Of invoices that make a subscription past due. */
export const AWAITED = INVOICE_STATUSES.filter((status) => arrearsOfInvoice(status) === 'awaited');

/** Of invoices for whose sake a subscription that grace has paused stays so. */
export const KEEPS_PAUSED = INVOICE_STATUSES.filter((status) => arrearsOfInvoice(status) !== 'nothing');
