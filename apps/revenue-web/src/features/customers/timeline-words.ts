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
  'subscription.renewing': 'Told that it renews',
  'subscription.canceled': 'Subscription ended',
  'subscription.expired': 'Subscription expired with its contract',
  'subscription.paused': 'Subscription paused',
  'subscription.resumed': 'Subscription resumed',
  'subscription.trial_ended': 'Trial over',
  'trial.ending': 'Told that the trial ends',
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
  'payment_method.recorded': 'Payment method recorded',
  'payment_method.updated': 'Payment method made the default',
  'payment_method.ended': 'Payment method removed',
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

/** Of a price only the name of who set it is known: a person, an API key, or what the system was at. */
export const setByWords = (name: string): string =>
  actorWords({ type: name === 'seed' || name.startsWith('cli ') ? 'system' : 'user', name });

type WriteTime = (time: string) => string;
const asItIs: WriteTime = (time) => time;

/** A value of a changed field: 'nothing' where there is none, a record by its name, days and instants as people write them. */
export function valueWords(value: unknown, writeDay = asItIs, writeInstant = asItIs): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return timeWords(value, writeDay, writeInstant);
  if (typeof value !== 'object') return String(value);
  return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value);
}

function timeWords(text: string, writeDay: WriteTime, writeInstant: WriteTime): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return writeDay(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? writeInstant(text) : text;
}

/**
 * 'City: from Bonn to Köln'. The id of another record says nothing to people, only that there is one now or none. What
 * became of a subscription is said by `toldChange`.
 */
export function changeWords(
  change: TimelineEntry['changes'][number],
  writeDay = asItIs,
  writeInstant = asItIs,
): string {
  const { field, before, after } = change;
  if (Array.isArray(after)) return `${humanize(field)} changed`;
  const words = (value: unknown) => valueWords(value, writeDay, writeInstant);
  if (field !== 'parent_id') return `${humanize(field)}: from ${words(before)} to ${words(after)}`;
  if (after === null) return 'Parent account: taken away';
  return before === null ? 'Parent account: chosen' : 'Parent account: another one chosen';
}
