import { z } from 'zod';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

/** One change: who, when, what, before and after. Never altered, never removed. */
export const AuditEntry = z
  .object({
    id: Id,
    actor_type: z.string().describe('user, api_key or system.'),
    actor_id: z.string(),
    action: z.string().describe('In the words of the event catalogue, such as customer.updated.'),
    object_type: z.string(),
    object_id: Id,
    before: z.json().nullable().describe('The record as it was; null where there was none.'),
    after: z.json().nullable().describe('The record as it became; null where it is gone.'),
    request_id: z.string().nullable(),
    created_at: Instant.describe('In the time of the tenant.'),
    recorded_at: Instant.nullable().describe('In real time, where a test clock tells the tenant another.'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditEntries = z.strictObject({
  object_id: Id.optional().describe('Only changes of this record.'),
  action: z.string().max(100).optional(),
  actor_id: z.string().max(255).optional(),
  ...pageFields,
});
export type ListAuditEntries = z.infer<typeof ListAuditEntries>;

export const AuditPage = pageOf(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;
