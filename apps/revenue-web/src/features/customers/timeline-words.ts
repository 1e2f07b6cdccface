import type { TimelineEntry } from '@revenue/billing-core/customers';
import { humanize } from '../../format/words.ts';

const words: Record<string, string> = {
  'customer.created': 'Customer added',
  'customer.updated': 'Customer changed',
  'customer.deleted': 'Customer deleted',
  'customer.restored': 'Customer restored',
  'account_credit.granted': 'Account credit given',
  'account_credit.adjusted': 'Account credit changed by hand',
  'account_credit.used': 'Account credit used',
  'account_credit.reversed': 'Account credit given back',
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

type WriteDay = (day: string) => string;
const asItIs: WriteDay = (day) => day;

/** A value of a changed field: 'nothing' where there is none, a record by its name, a day as people write it. */
export function valueWords(value: unknown, writeDay = asItIs): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? writeDay(value) : value;
  if (typeof value !== 'object') return String(value);
  return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value);
}

/**
 * 'City: from Bonn to Köln'. The id of another record says nothing to people, only that there is one now or none; nor does
 * a list of records.
 */
export function changeWords(change: TimelineEntry['changes'][number], writeDay = asItIs): string {
  const { field, before, after } = change;
  if (Array.isArray(after)) return `${humanize(field)} changed`;
  if (field !== 'parent_id')
    return `${humanize(field)}: from ${valueWords(before, writeDay)} to ${valueWords(after, writeDay)}`;
  if (after === null) return 'Parent account: taken away';
  return before === null ? 'Parent account: chosen' : 'Parent account: another one chosen';
}
