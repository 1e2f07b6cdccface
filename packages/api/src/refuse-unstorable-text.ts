import { BillingError } from '@revenue/billing-core/errors';

const MAX_DEPTH = 64;

/**
 * PostgreSQL stores neither U+0000 nor half a surrogate pair. Refused here, with the path, instead of as a failed
 * statement; very deep nesting is refused too, before anything recurses into it.
 */
export function refuseUnstorableText(input: unknown): void {
  const fault = unstorableFault(input);
  if (fault) {
    throw new BillingError('validation_failed', `${fault.path}: ${fault.message}`, { errors: [fault] });
  }
}

/** The same for one row of many: says what is wrong instead of refusing everything. */
export function unstorableFault(input: unknown): { path: string; message: string } | null {
  return findFault(input, '', 0);
}

function findFault(value: unknown, path: string, depth: number): { path: string; message: string } | null {
  if (typeof value === 'string') return faultOfText(value, path);
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return { path, message: `is nested deeper than ${MAX_DEPTH} levels` };
  for (const [key, item] of Object.entries(value)) {
    const below = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const fault = (Array.isArray(value) ? null : faultOfKey(key, below)) ?? findFault(item, below, depth + 1);
    if (fault) return fault;
  }
  return null;
}

/** A schema would leave this one out in silence, and what is sent is kept or refused. */
function faultOfKey(key: string, path: string): { path: string; message: string } | null {
  if (key === '__proto__') return { path, message: 'is a name that cannot be stored; choose another' };
  return faultOfText(key, path);
}

function faultOfText(text: string, path: string): { path: string; message: string } | null {
  if (text.includes('\0')) return { path, message: 'contains the character U+0000, which cannot be stored' };
  if (!text.isWellFormed()) return { path, message: 'is not well-formed Unicode' };
  return null;
}
