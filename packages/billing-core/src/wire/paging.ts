import { z } from 'zod';

export const MAX_PAGE_SIZE = 100;

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
