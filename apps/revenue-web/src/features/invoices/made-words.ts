import type { Invoice, InvoiceChange } from '@revenue/billing-core/invoices';

type Made = Pick<Invoice, 'import_id' | 'billing_run_id' | 'replaces' | 'subscription_change'>;

const nouns: Record<string, string> = {
  quantity: 'change of quantity',
  addon: 'change of add-ons',
  price: 'change of price',
  migration: 'move to another version',
  pause: 'pause',
  resume: 'resumption',
  cancel: 'end',
  undo_cancel: 'cancellation taken back',
};

/** 'change from Starter to Pro', 'change of quantity of Pro', 'end of Pro'. */
export function changeNoun({ kind, from_plan, to_plan }: InvoiceChange): string {
  if (kind === 'plan_change' && from_plan !== null && to_plan !== null && from_plan !== to_plan)
    return `change from ${from_plan} to ${to_plan}`;
  const plan = to_plan ?? from_plan;
  return `${nouns[kind] ?? 'change'}${plan === null ? ' of a subscription' : ` of ${plan}`}`;
}

/** How the invoice came about, as the first thing that is known of it. */
export function madeWords({ import_id, billing_run_id, replaces, subscription_change }: Made): string {
  if (import_id !== null) return 'Imported from a file';
  if (billing_run_id !== null) return 'Made by a billing run';
  if (subscription_change) return `Made by the ${changeNoun(subscription_change)}`;
  return replaces === null ? 'Written by hand' : `Bills again what ${replaces.invoice_number} billed`;
}
