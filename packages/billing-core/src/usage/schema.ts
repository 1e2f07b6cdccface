import { z } from 'zod';
import { WireQuantity, WireQuantityInput } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { CappedCount, ExternalId, Id, Instant, pageFields, pageOf } from '../wire/index.ts';

/** Records in one request at most; files and streams have no such limit. */
export const MAX_RECORDS_PER_REQUEST = 1_000;
/** A file with more wrong rows than this is refused as a whole: it is the wrong file. */
export const MAX_REJECTED_ROWS = 10_000;

const RecordId = z
  .string()
  .trim()
  .min(1, 'is empty; every record needs an id of its own')
  .max(255, 'is longer than 255 characters')
  .describe('Your id for this record. An id counts once in a tenant, for ever: sending it again changes nothing.');

const PropertyValue = z.union([z.string().max(500), z.number(), z.boolean()]);

export const UsageProperties = z
  .record(z.string().min(1).max(100), PropertyValue)
  .refine((properties) => Object.keys(properties).length <= 50, 'has more than 50 properties')
  .describe('What else is known of it: region, model, user. Texts, numbers and booleans.');
export type UsageProperties = z.infer<typeof UsageProperties>;

const NOT_STORABLE = 'is no time that can be kept: years are 1 to 9999 in UTC, and no place is 16 hours away from UTC';
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** One record that PostgreSQL cannot read would fail the whole file or batch it stands in. */
function isStorable(instant: string): boolean {
  const ms = Date.parse(instant);
  const hoursFromUtc = Number(/[+-](\d\d):?\d\d$/.exec(instant)?.[1] ?? 0);
  return ms >= FIRST_MS && ms <= LAST_MS && hoursFromUtc < 16;
}

/** An instant as the sender says it, kept to the microsecond: a time without a zone means another instant elsewhere. */
const OccurredAt = z.iso
  .datetime({
    offset: true,
    error: 'is not an instant with its zone; write it like 2026-01-31T23:59:59Z or 2026-01-31T23:59:59+01:00',
  })
  .refine(isStorable, NOT_STORABLE)
  .describe('When it happened: ISO 8601 with a zone or Z.');

export const UsageRecordInput = z
  .strictObject({
    id: RecordId,
    customer_id: Id.optional().describe('The customer, by id.'),
    external_customer_id: ExternalId.optional().describe('The customer, by your own id (external_id).'),
    meter: z.string().trim().min(1).max(100).describe('Code of the meter.'),
    quantity: WireQuantityInput.default('1').describe('How much, zero or more; 1 where left out.'),
    occurred_at: OccurredAt,
    properties: UsageProperties.optional(),
  })
  .superRefine(({ customer_id, external_customer_id }, context) => {
    if ((customer_id === undefined) !== (external_customer_id === undefined)) return;
    const message = 'give customer_id or external_customer_id, one of them';
    context.addIssue({ code: 'custom', path: ['customer_id'], message });
  });
export type UsageRecordInput = z.output<typeof UsageRecordInput>;

export const RecordUsage = z.strictObject({
  records: z
    .array(UsageRecordInput)
    .min(1, 'has no records')
    .max(MAX_RECORDS_PER_REQUEST, `has more than ${MAX_RECORDS_PER_REQUEST} records; send several requests or a file`),
});
export type RecordUsage = z.output<typeof RecordUsage>;

export const RecordedUsage = z
  .object({
    accepted: z.number().int().describe('Records that are new.'),
    duplicates: z.number().int().describe('Records whose id was known already; nothing changed for them.'),
  })
  .meta({ id: 'RecordedUsage' });
export type RecordedUsage = z.infer<typeof RecordedUsage>;

export const UsageRecord = z
  .object({
    id: z.string(),
    customer: z.object({ id: Id, name: z.string(), external_id: z.string().nullable() }),
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }),
    quantity: WireQuantity,
    occurred_at: Instant,
    received_at: Instant,
    properties: UsageProperties.nullable(),
    import_id: Id.nullable().describe('The file it came in; null when it came through the API.'),
  })
  .meta({ id: 'UsageRecord' });
export type UsageRecord = z.infer<typeof UsageRecord>;

export const ListUsage = z.strictObject({
  customer_id: Id.optional(),
  meter: z.string().trim().min(1).max(100).optional().describe('Code of the meter.'),
  from: Instant.refine(isStorable, NOT_STORABLE).optional().describe('Records from this instant on.'),
  to: Instant.refine(isStorable, NOT_STORABLE).optional().describe('Records before this instant.'),
  ...pageFields,
});
export type ListUsage = z.output<typeof ListUsage>;

/** What a list of usage is narrowed by, whatever is done with the records that match. */
export const UsageFilters = ListUsage.omit({ limit: true, cursor: true });
export type UsageFilters = z.output<typeof UsageFilters>;

export const UsageCount = z.object({ count: CappedCount }).meta({ id: 'UsageCount' });
export type UsageCount = z.infer<typeof UsageCount>;

export const UsagePage = pageOf(UsageRecord);
export type UsagePage = z.infer<typeof UsagePage>;

export const UsageImport = z
  .object({
    id: Id,
    file_name: z.string(),
    rows_total: z.number().int(),
    rows_accepted: z.number().int(),
    rows_duplicate: z.number().int().describe('Rows whose id was known already, in this file or before it.'),
    rows_rejected: z.number().int().describe('Rows that were not taken; each is listed with its reason.'),
    created_by: z.string(),
    created_at: Instant,
  })
  .meta({ id: 'UsageImport' });
export type UsageImport = z.infer<typeof UsageImport>;

export const UsageRejection = z
  .object({
    line_number: z.number().int().describe('Line of the file; the header of a CSV is line 1.'),
    raw: z.string().describe('The row as it stands in the file, cut after 2,000 characters.'),
    code: z.string(),
    path: z.string().nullable().describe('The column at fault; null when it is the row.'),
    message: z.string(),
  })
  .meta({ id: 'UsageRejection' });
export type UsageRejection = z.infer<typeof UsageRejection>;

/** The answer to an import: its counts, and the first of the rows that were not taken. */
export const UsageImportReport = UsageImport.extend({
  rejections: z.array(UsageRejection).describe('The first hundred; the rest by GET /usage/imports/{id}/rejections.'),
}).meta({ id: 'UsageImportReport' });
export type UsageImportReport = z.infer<typeof UsageImportReport>;

export const NewUsageImport = z.strictObject({
  file_name: z.string().trim().min(1).max(255).default('usage').describe('What the file is called; shown in the list.'),
});

export const ListUsageImports = z.strictObject({ ...pageFields });
export type ListUsageImports = z.output<typeof ListUsageImports>;

export const UsageImportPage = pageOf(UsageImport);
export type UsageImportPage = z.infer<typeof UsageImportPage>;

export const ListUsageRejections = z.strictObject({ id: Id.describe('The import.'), ...pageFields });
export type ListUsageRejections = z.output<typeof ListUsageRejections>;

export const UsageRejectionPage = pageOf(UsageRejection);
export type UsageRejectionPage = z.infer<typeof UsageRejectionPage>;

export const ListLateUsage = z.strictObject({ customer_id: Id.optional().describe('Only of this customer.') });
export type ListLateUsage = z.output<typeof ListLateUsage>;

/** What a billed period counts now beside what was invoiced: records came, or were of another kind, after its invoice. */
export const LateUsage = z
  .object({
    customer: z.object({ id: Id, name: z.string() }),
    subscription_id: Id,
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }),
    period: z.object({ start: LocalDateSchema, end: LocalDateSchema.describe('The first day of the next one.') }),
    invoice: z
      .object({ id: Id, invoice_number: z.string() })
      .nullable()
      .describe('Which billed the period; null where it counted nothing then.'),
    invoiced_quantity: WireQuantity,
    quantity: WireQuantity.describe('With all that is known now, by the aggregation of the meter.'),
    difference: z.number().describe('What is not billed.'),
  })
  .meta({ id: 'LateUsage' });
export type LateUsage = z.infer<typeof LateUsage>;

export const LateUsagePage = z.object({
  data: z.array(LateUsage),
  complete: z
    .boolean()
    .describe('false: there are more subscriptions than one answer looks at; ask customer by customer.'),
});
export type LateUsagePage = z.infer<typeof LateUsagePage>;
