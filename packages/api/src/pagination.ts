import { BillingError } from '@revenue/billing-core/errors';

/** `name` or `-name`: ascending or descending by one field of the list's allow-list. */
export type Sort<Field extends string> = Field | `-${Field}`;

type Position = { sort: string; value: string; id: string };

/** The two halves of a keyset query; hand them to `findMany` with `take: limit + 1`. */
export interface Keyset {
  where: { AND?: object[] };
  orderBy: Record<string, 'asc' | 'desc'>[];
}

/**
 * The page after `cursor` in the order of (sort field, id). The id breaks ties, so no row is shown twice or skipped
 * however many share a value. `read` turns the cursor's text back into the field's type.
 */
export function keysetOf<Field extends string>(
  sort: Sort<Field>,
  cursor: string | undefined,
  read: (field: Field, text: string) => string | Date | bigint,
): Keyset {
  const { field, direction } = parseSort(sort);
  const orderBy = [{ [field]: direction }, { id: direction }];
  if (cursor === undefined) return { where: {}, orderBy };
  const position = decodeCursor(cursor);
  if (position.sort !== sort) throw badCursor('it belongs to another sort order');
  const after = direction === 'asc' ? 'gt' : 'lt';
  const value = readValue(() => read(field, position.value));
  return {
    // The first condition alone bounds the index scan; the second is exact.
    where: {
      AND: [
        { [field]: { [`${after}e`]: value } },
        { OR: [{ [field]: { [after]: value } }, { [field]: value, id: { [after]: position.id } }] },
      ],
    },
    orderBy,
  };
}

/** Cuts the one row too many off and makes the cursor of the next page from the last row kept. */
export function cutPage<Row extends { id: string }, Field extends keyof Row & string>(
  rows: Row[],
  limit: number,
  sort: Sort<Field>,
): { rows: Row[]; next_cursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  if (rows.length <= limit || !last) return { rows: kept, next_cursor: null };
  const { field } = parseSort(sort);
  return { rows: kept, next_cursor: encodeCursor({ sort, value: writeValue(last[field]), id: last.id }) };
}

/** `read` for lists that sort by instants and texts only: those fields ending in `_at` are instants. */
export function readInstantOrText(field: string, text: string): string | Date {
  if (!field.endsWith('_at')) return text;
  return readInstant(text);
}

/** The instant as a cursor of ours has it. Others, such as one before the year 1, PostgreSQL might not read. */
export function readInstant(text: string): Date {
  const instant = new Date(text);
  const is_ours = INSTANT.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
  if (!is_ours) throw badCursor('it was changed');
  return instant;
}

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.sort, position.value, position.id])).toString('base64url');
}

/** `ids` says which ids the list has: our own, or those that senders choose. */
export function decodeCursor(cursor: string, ids: 'uuid' | 'text' = 'uuid'): Position {
  const parts: unknown = readValue(() => JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string')) {
    throw badCursor('it was changed');
  }
  const [sort, value, id] = parts as [string, string, string];
  if ((ids === 'uuid' && !UUID.test(id)) || !isStorable(`${value}${id}`)) throw badCursor('it was changed');
  return { sort, value, id };
}

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

function parseSort<Field extends string>(sort: Sort<Field>): { field: Field; direction: 'asc' | 'desc' } {
  return sort.startsWith('-')
    ? { field: sort.slice(1) as Field, direction: 'desc' }
    : { field: sort as Field, direction: 'asc' };
}

function writeValue(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function readValue<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw badCursor('it was changed');
  }
}

export function badCursor(reason: string): BillingError {
  return new BillingError('invalid_cursor', `cursor: ${reason}; start again without a cursor.`, {
    errors: [{ path: 'cursor', message: `is not one of this list: ${reason}` }],
  });
}
