import { BillingError } from '@revenue/billing-core/errors';

/** The ETag of an editable record: its version. */
export function versionTag(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('version' in body)) return null;
  return typeof body.version === 'number' ? `"${body.version}"` : null;
}

/** The version an If-Match header names; null for `*`, which matches whatever is there. */
export function expectedVersion(header: string): number | null {
  if (header.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new BillingError('version_conflict', 'If-Match is not an ETag of this record; read it again.');
}

/** Refuses to write over a change that the client has not seen. */
export function requireVersion(record: string, stored: number, expected: number | undefined): void {
  if (expected === undefined || expected === stored) return;
  throw new BillingError(
    'version_conflict',
    `The ${record} was changed meanwhile: it is at version ${stored}, not ${expected}. Read it again and repeat the change.`,
  );
}
