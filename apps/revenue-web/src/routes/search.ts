export type Search<Name extends string> = { [Key in Name]?: string | undefined };

/**
 * The parts of the address that a page understands, as text; anything else is forgotten, so a broken link still opens
 * the page. Written without a schema library: it is part of the first download.
 */
export function searchOf<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): Search<Name> => {
    const read: Search<Name> = {};
    for (const name of names) {
      // The router reads ?q=2026 as a number; here everything is text.
      const value = search[name];
      if (typeof value === 'string' || typeof value === 'number') read[name] = String(value) || undefined;
    }
    return read;
  };
}

/** What every list keeps in its address. */
export const listParts = ['q', 'sort', 'cursor', 'columns', 'bulk'] as const;
