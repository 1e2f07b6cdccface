const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type TextMatch = { contains: string; mode: 'insensitive' };
export type SearchCondition = Record<string, TextMatch | string>;

/** Rows whose `fields` contain the text, upper and lower case alike; a whole id or external id finds its one row. */
export function matching(q: string | undefined, fields: string[]): { OR?: SearchCondition[] } {
  if (q === undefined || q === '') return {};
  const contains = escapePattern(q);
  const conditions: SearchCondition[] = fields.map((field) => ({ [field]: { contains, mode: 'insensitive' } }));
  conditions.push({ external_id: q });
  if (isId(q)) conditions.push({ id: q.toLowerCase() });
  return { OR: conditions };
}

/** Whether a text is a whole id. */
export const isId = (text: string): boolean => UUID.test(text);

/** `%` and `_` are wildcards of LIKE; people who type them mean themselves. */
export function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
