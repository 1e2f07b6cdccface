import { z } from 'zod';
import { Id } from './fields.ts';

export const MAX_PAGE_SIZE = 100;

/** Counting for a tab stops here: whether it is 3 or 4 million changes nothing, and finding out would read them all. */
export const COUNT_LIMIT = 10_000;

export const CappedCount = z
  .number()
  .int()
  .describe(`How many there are; ${(COUNT_LIMIT + 1).toLocaleString('en')} stands for that many or more.`);

/** Rows of an export by id: as many as an address holds. */
export const MAX_EXPORT_IDS = 200;

export const exportFields = {
  ids: z.array(Id).min(1).max(MAX_EXPORT_IDS).optional().describe('Of those that match, these alone; by comma.'),
};

/** The two fields that every list takes. Spread them into the list's own query object. */
export const pageFields = {
  limit: z.number().int().min(1).max(MAX_PAGE_SIZE).default(20).describe('How many to return, 1 to 100.'),
  cursor: z.string().min(1).max(1024).optional().describe('The next_cursor of the page before; opaque.'),
};

/** The answer of every list: `{ data, next_cursor }`, plus what `extra` adds (counts, totals). */
export function pageOf<Item extends z.ZodType, Extra extends z.ZodRawShape = Record<never, never>>(
  item: Item,
  extra?: Extra,
) {
  return z.object({
    data: z.array(item),
    next_cursor: z.string().nullable().describe('Pass as cursor to get the next page; null on the last.'),
    ...(extra ?? ({} as Extra)),
  });
}
