import type { BulkActionName } from '@revenue/billing-core/bulk-actions';

export type BulkWords = {
  /** The button. */
  label: string;
  /** The decision: 'Void 3 invoices'. */
  verb: string;
  /** 'voided': what those that went are now. */
  done: string;
  noun: string;
  danger?: boolean;
  /** What follows from it, before it is asked for. */
  effect: string;
};

/** What each action is called, and what it means. */
export const bulkWords: Record<BulkActionName, BulkWords> = {
  finalize_invoices: {
    label: 'Make final',
    verb: 'Make final',
    done: 'made final',
    noun: 'invoice',
    effect: 'Their content is fixed for ever, and they count as sent. No mail is written: you hand them over yourself.',
  },
  send_invoices: {
    label: 'Send',
    verb: 'Send',
    done: 'sent',
    noun: 'invoice',
    effect: 'Their content is fixed for ever, and each customer gets a mail with the document.',
  },
  mark_invoices_paid: {
    label: 'Mark paid',
    verb: 'Mark paid',
    done: 'marked paid',
    noun: 'invoice',
    effect: 'A bank transfer over all that is due is recorded for each.',
  },
  void_invoices: {
    label: 'Void',
    verb: 'Void',
    done: 'voided',
    noun: 'invoice',
    danger: true,
    effect: 'Nobody has to pay them any more. They keep their numbers, and it cannot be taken back.',
  },
  suspend_customers: {
    label: 'Suspend',
    verb: 'Suspend',
    done: 'suspended',
    noun: 'customer',
    danger: true,
    effect: 'They take no new subscriptions or invoices until they are reactivated.',
  },
  reactivate_customers: {
    label: 'Reactivate',
    verb: 'Reactivate',
    done: 'reactivated',
    noun: 'customer',
    effect: 'They can be billed again.',
  },
  archive_products: {
    label: 'Archive',
    verb: 'Archive',
    done: 'archived',
    noun: 'product',
    effect: 'They are not offered for new lines. What was billed stays as it is.',
  },
  restore_products: {
    label: 'Sell again',
    verb: 'Sell again',
    done: 'sold again',
    noun: 'product',
    effect: 'They are offered for new lines again.',
  },
  migrate_subscriptions: {
    label: 'Move',
    verb: 'Move to another version',
    done: 'moved',
    noun: 'subscription',
    effect: 'They go on with the prices of the other version.',
  },
  undo_migration: {
    label: 'Move back',
    verb: 'Take a migration back',
    done: 'moved back',
    noun: 'subscription',
    effect: 'They go on with the prices that they had before.',
  },
};
