import type { TimelineEntry } from '@revenue/billing-core/customers';
import { humanize } from '../../format/words.ts';

const words: Record<string, string> = {
  'customer.created': 'Customer added',
  'customer.updated': 'Customer changed',
  'customer.deleted': 'Customer deleted',
  'customer.restored': 'Customer restored',
  'subscription.created': 'Subscribed',
  'subscription.updated': 'Subscription changed',
  'subscription.renewed': 'Subscription renewed',
  'subscription.canceled': 'Subscription ended',
  'invoice.created': 'Invoice drafted',
  'invoice.updated': 'Invoice changed',
  'invoice.finalized': 'Invoice finalised',
  'invoice.sent': 'Invoice mailed',
  'invoice.paid': 'Invoice paid',
  'invoice.overdue': 'Invoice overdue',
  'invoice.voided': 'Invoice voided',
  'invoice.uncollectible': 'Invoice given up as uncollectible',
  'credit_note.issued': 'Credit note issued',
  'credit_note.imported': 'Credit note imported',
  'invoice.imported': 'Invoice imported',
  'invoice.viewed': 'Invoice looked at',
  'payment.succeeded': 'Payment received',
  'payment.failed': 'Payment failed',
};

/** 'invoice.paid' -> 'Invoice paid'; what is not known here is said as it is. */
export const actionWords = (action: string): string => words[action] ?? humanize(action.replace('.', ' '));

/** Who did it, in words: a command or a job is called after what it does. */
export function actorWords({ type, name }: TimelineEntry['actor']): string {
  if (type === 'system') return name.startsWith('cli ') ? `the command ${name.slice(4)}` : 'the system';
  return type === 'api_key' ? `API key ${name}` : name;
}

/** A value of a changed field: 'nothing' where there is none. */
export function valueWords(value: unknown): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** 'City: from Bonn to Köln'. The id of another record says nothing to people, only that there is one now or none. */
export function changeWords({ field, before, after }: TimelineEntry['changes'][number]): string {
  if (field !== 'parent_id') return `${humanize(field)}: from ${valueWords(before)} to ${valueWords(after)}`;
  if (after === null) return 'Parent account: taken away';
  return before === null ? 'Parent account: chosen' : 'Parent account: another one chosen';
}
