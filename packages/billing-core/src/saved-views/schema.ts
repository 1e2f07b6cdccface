import { z } from 'zod';
import { Id, Instant } from '../wire/index.ts';

/** The lists of which views can be saved. */
export const VIEWED_LISTS = [
  'billing_cycles',
  'billing_runs',
  'credit_notes',
  'customers',
  'invoices',
  'jobs',
  'meters',
  'outbox',
  'payments',
  'plans',
  'products',
  'subscriptions',
  'usage',
] as const;

export const ViewedList = z.enum(VIEWED_LISTS);
export type ViewedList = z.infer<typeof ViewedList>;

const MAX_PARTS = 30;

export const ViewSearch = z
  .record(z.string().regex(/^[a-z_]{1,40}$/, 'is not a part of an address'), z.string().min(1).max(500))
  .refine((search) => Object.keys(search).length <= MAX_PARTS, `has more than ${MAX_PARTS} parts`)
  .refine((search) => !('cursor' in search), 'has a cursor; a view begins at the first page')
  .describe('What stands in the address of the list: filters, sort and columns, as text.');
export type ViewSearch = z.infer<typeof ViewSearch>;

const Name = z.string().trim().min(1, 'is empty; give the view a name').max(80);
const Shared = z.boolean().describe('Everybody of the tenant sees it; only its owner changes it.');
const IsDefault = z.boolean().describe('Whether your list opens in it; at most one a list.');

export const SavedView = z
  .object({
    id: Id,
    list: ViewedList,
    name: z.string(),
    search: ViewSearch,
    shared: Shared,
    is_default: IsDefault,
    mine: z.boolean(),
    owner_name: z.string(),
    version: z.number().int().describe('Raised by every change; the ETag.'),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

export const ListSavedViews = z.strictObject({ list: ViewedList.optional() });
export type ListSavedViews = z.output<typeof ListSavedViews>;

export const SavedViews = z.object({ data: z.array(SavedView).describe('Yours and the shared ones, by name.') });
export type SavedViews = z.infer<typeof SavedViews>;

export const CreateSavedView = z.strictObject({
  list: ViewedList,
  name: Name,
  search: ViewSearch,
  shared: Shared.default(false),
  is_default: IsDefault.default(false),
});
export type CreateSavedView = z.output<typeof CreateSavedView>;

export const UpdateSavedView = z.strictObject({
  id: Id,
  name: Name.optional(),
  search: ViewSearch.optional(),
  shared: Shared.optional(),
  is_default: IsDefault.optional().describe('Yours alone: a shared view of somebody else can be your default too.'),
  version: z.number().int().min(1).optional().describe('The version last seen; refused when it is another now.'),
});
export type UpdateSavedView = z.output<typeof UpdateSavedView>;
