import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

/** What can be done to many at once, and to what. */
export const BULK_ACTIONS = {
  finalize_invoices: 'invoices',
  send_invoices: 'invoices',
  mark_invoices_paid: 'invoices',
  void_invoices: 'invoices',
  suspend_customers: 'customers',
  reactivate_customers: 'customers',
  archive_products: 'products',
  restore_products: 'products',
  migrate_subscriptions: 'subscriptions',
  undo_migration: 'subscriptions',
} as const;

export type BulkActionName = keyof typeof BULK_ACTIONS;
export type BulkObjects = (typeof BULK_ACTIONS)[BulkActionName];

/** More than a person means; narrow the filter, and do the rest afterwards. */
export const MAX_BULK_ITEMS = 100_000;
const MAX_IDS = 1_000;

export const BulkActionWord = z.enum(Object.keys(BULK_ACTIONS) as [BulkActionName, ...BulkActionName[]]);

/** Those that are asked for with a selection of a list; migrations are asked for at their plan. */
const ListActionWord = z.enum([
  'finalize_invoices',
  'send_invoices',
  'mark_invoices_paid',
  'void_invoices',
  'suspend_customers',
  'reactivate_customers',
  'archive_products',
  'restore_products',
]);
export type ListActionName = z.infer<typeof ListActionWord>;
export type ListedObjects = (typeof BULK_ACTIONS)[ListActionName];

const selection = {
  action: ListActionWord,
  ids: z
    .array(Id)
    .min(1, 'is empty; choose at least one')
    .max(MAX_IDS, `has more than ${MAX_IDS} ids; give the filter instead`)
    .optional()
    .describe('These records, by id; or give filter.'),
  filter: z
    .record(z.string(), z.union([z.string(), z.boolean()]))
    .optional()
    .describe('All that the list finds with these filters: the query parameters of the list without sort and paging.'),
};

export const PreviewBulkAction = z.strictObject(selection);
export type PreviewBulkAction = z.output<typeof PreviewBulkAction>;

export const CreateBulkAction = z.strictObject({
  ...selection,
  expected: z
    .number()
    .int()
    .optional()
    .describe('How many you were told there are; when it is another number by now, nothing is begun.'),
  void_reason: z.string().trim().min(1).max(500).optional().describe('Why; needed to void.'),
  paid_on: LocalDateSchema.optional().describe('The day the money came; today unless given.'),
  payment_reference: z.string().trim().min(1).max(200).optional(),
});
export type CreateBulkAction = z.output<typeof CreateBulkAction>;

export const BulkPreview = z.object({
  matching: z.number().int().describe('Records that are chosen.'),
  going: z.number().int().describe('Those that it can be done to, as things stand.'),
  refused: z.array(z.object({ reason: z.string(), count: z.number().int() })).describe('The others, and why.'),
  sums: z
    .array(
      z.object({
        currency: z.string(),
        count: z.number().int(),
        total: WireAmount,
        amount_due: WireAmount.describe('What is asked for no more once they are void or paid.'),
      }),
    )
    .describe('What those that go come to; of invoices only.'),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const BulkActionStatus = z.enum(['pending', 'running', 'completed', 'canceled', 'failed']);
export const BulkOutcome = z.enum(['done', 'refused', 'failed']);
export type BulkOutcome = z.infer<typeof BulkOutcome>;

export const BulkAction = z
  .object({
    id: Id,
    action: BulkActionWord,
    status: BulkActionStatus,
    items_total: z.number().int(),
    done: z.number().int(),
    refused: z.number().int(),
    failed: z.number().int(),
    failure: z.string().nullable().describe('Why it stopped, where it did.'),
    requested_by: z.string(),
    created_at: Instant,
    started_at: Instant.nullable(),
    finished_at: Instant.nullable(),
  })
  .meta({ id: 'BulkAction' });
export type BulkAction = z.infer<typeof BulkAction>;

export const ListBulkActions = z.strictObject({ ...pageFields });
export type ListBulkActions = z.output<typeof ListBulkActions>;
export const BulkActionPage = pageOf(BulkAction);
export type BulkActionPage = z.infer<typeof BulkActionPage>;

export const BulkActionItem = z.object({
  position: z.number().int(),
  object_id: Id,
  label: z.string().describe('What the record was called: an invoice number, a name.'),
  outcome: BulkOutcome.nullable().describe('null while its turn has not come.'),
  code: z.string().nullable(),
  message: z.string().nullable().describe('Why it was refused or failed.'),
});
export type BulkActionItem = z.infer<typeof BulkActionItem>;

export const ListBulkActionItems = z.strictObject({ ...pageFields, id: Id, outcome: BulkOutcome.optional() });
export type ListBulkActionItems = z.output<typeof ListBulkActionItems>;
export const BulkActionItemPage = pageOf(BulkActionItem);
export type BulkActionItemPage = z.infer<typeof BulkActionItemPage>;
