import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
  record: 'an object with named values',
  date: 'a date',
  null: 'null',
};

/** What each format looks like: a person mends an input by its example, not by the name of a standard. */
const FORMATS: Record<string, string> = {
  uuid: 'is not an id; ids look like 019b2c5e-7d31-7c4a-9f10-3a5b6c7d8e9f',
  email: 'is not an e-mail address; use one such as ada@example.com',
  url: 'is not a web address; use one such as https://example.com',
  datetime: 'is not an instant with its zone; write it like 2026-01-31T23:59:59Z',
  date: 'is not a date; write it like 2026-01-31',
  regex: 'is not written in the form that is asked for here',
};

const UNITS: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
};

/**
 * The words for a fault that its schema has none for. They are shown behind the name of the field: "name is missing".
 *
 * @example faultWords({ code: 'too_big', origin: 'string', maximum: 200, input: '…' }) // 'is longer than 200 characters; shorten it'
 */
export function faultWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue);
    case 'invalid_value':
      return valueWords(issue.values);
    case 'too_big':
      return tooBig(String(issue.origin), String(issue.maximum), issue.inclusive !== false);
    case 'too_small':
      return tooSmall(String(issue.origin), String(issue.minimum), issue.inclusive !== false);
    case 'invalid_format':
      return FORMATS[String(issue.format)] ?? `is not a valid ${issue.format}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has fields that are not known here: ${issue.keys?.join(', ')}`;
    default:
      return 'is not what can be given here';
  }
}

function typeWords({ expected, input }: Issue): string {
  if (input === undefined) return 'is missing';
  const kind = KINDS[String(expected)] ?? `a ${expected}`;
  return input === null ? `must be ${kind}; it cannot be null` : `must be ${kind}`;
}

function valueWords(values: unknown): string {
  const allowed = Array.isArray(values) ? values.map(String) : [];
  if (allowed.length <= 1) return `must be ${allowed[0] ?? 'another value'}`;
  return `must be one of ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
}

function tooBig(origin: string, maximum: string, inclusive: boolean): string {
  const unit = UNITS[origin];
  if (!unit) return inclusive ? `must be at most ${maximum}` : `must be less than ${maximum}`;
  const limit = `${maximum} ${unit[maximum === '1' ? 0 : 1]}`;
  return origin === 'string' ? `is longer than ${limit}; shorten it` : `has more than ${limit}`;
}

function tooSmall(origin: string, minimum: string, inclusive: boolean): string {
  const unit = UNITS[origin];
  if (!unit) return inclusive ? `must be at least ${minimum}` : `must be more than ${minimum}`;
  if (minimum === '1') return origin === 'string' ? 'is empty; fill it in or leave it out' : 'is empty';
  return `needs at least ${minimum} ${unit[1]}`;
}
