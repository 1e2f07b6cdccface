import type { TimelineChange } from './timeline-schema.ts';

/** They change with every change and say nothing of it. */
const BOOKKEEPING = new Set(['id', 'version', 'created_at', 'updated_at', 'tax_id_check']);

type Json = TimelineChange['before'];

/**
 * The fields in which two states of a record differ. Where only a part of the state was kept, only that part is compared.
 * @example changedFields({ city: 'Paris', version: 1 }, { city: 'Lyon', version: 2 }) // [{ field: 'city', before: 'Paris', after: 'Lyon' }]
 */
export function changedFields(before: Record<string, Json>, after: Record<string, Json>): TimelineChange[] {
  return Object.keys(after)
    .filter((field) => field in before && !BOOKKEEPING.has(field))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
