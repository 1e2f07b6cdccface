import type { LinkProps } from '@tanstack/react-router';
import type { Problem } from './problem.ts';

/** The list that a page of one record belongs to, and what such a record is called. */
export type RecordPlace = { noun: string; label: string; to: NonNullable<LinkProps['to']> };

// The longer address first: a report of an import is not an invoice.
const places: readonly RecordPlace[] = [
  { noun: 'import', label: 'Imports of invoices', to: '/invoices/imports' },
  { noun: 'import', label: 'Imports of usage', to: '/usage/imports' },
  { noun: 'customer', label: 'Customers', to: '/customers' },
  { noun: 'subscription', label: 'Subscriptions', to: '/subscriptions' },
  { noun: 'invoice', label: 'Invoices', to: '/invoices' },
  { noun: 'credit note', label: 'Credit notes', to: '/credit-notes' },
  { noun: 'billing cycle', label: 'Billing cycles', to: '/billing-cycles' },
  { noun: 'billing run', label: 'Billing runs', to: '/billing-runs' },
  { noun: 'product', label: 'Products', to: '/products' },
  { noun: 'plan', label: 'Plans', to: '/plans' },
];

/** '/customers/019b…/edit' -> customers; undefined for lists and for pages without a record. */
export function recordPlace(pathname: string): RecordPlace | undefined {
  return places.find(({ to }) => pathname.startsWith(`${to}/`));
}

/** Why there is no record at an address: it is no id, or none that there is. Null where something else went wrong. */
export function missingWords({ status, errors }: Problem, { noun }: RecordPlace): string | null {
  const isNoId = status === 422 && errors.some(({ path }) => path === 'id' || path.endsWith('_id'));
  if (isNoId) return 'The id in the address was cut off or mistyped.';
  if (status !== 404) return null;
  const deleted = noun === 'customer' ? ' The list has those that were deleted, to restore them.' : '';
  return `It may have been deleted, or belong to another company.${deleted}`;
}
