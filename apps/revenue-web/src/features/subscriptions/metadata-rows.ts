import type { Metadata } from '@revenue/billing-core/wire';

/** A pair as it is typed. `json` is the text of a value that is none, as it came. */
export type MetadataRow = { name: string; text: string; json?: string };

export const metadataRows = (metadata: Metadata): MetadataRow[] =>
  Object.entries(metadata).map(([name, value]) => {
    if (typeof value === 'string') return { name, text: value };
    const json = JSON.stringify(value);
    return { name, text: json, json };
  });

/** What was not touched stays what it was, a number a number; what was typed is a text. Nameless pairs are none. */
export function metadataOf(rows: readonly MetadataRow[]): Metadata {
  const named = rows.filter(({ name }) => name.trim() !== '');
  return Object.fromEntries(
    named.map(({ name, text, json }) => [name.trim(), json === text ? JSON.parse(json) : text]),
  );
}
