import { z } from 'zod';

/** A part of the address that is kept when it can be read and forgotten when not: a broken link still opens the page. */
export const text = z.string().min(1).optional().catch(undefined);

/** What every list keeps in its address. */
export const listSearch = z.object({ q: text, sort: text, cursor: text });
