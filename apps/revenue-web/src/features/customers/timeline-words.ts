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
