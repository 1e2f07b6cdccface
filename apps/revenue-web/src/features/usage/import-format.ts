const formats: Record<string, string> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** What the file picker offers. */
export const importEndings = Object.keys(formats)
  .map((ending) => `.${ending}`)
  .join(',');

/** The content type of a file by the end of its name: browsers know a CSV under several types, and NDJSON under none. */
export function importFormat(fileName: string): string | null {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return formats[ending] ?? null;
}
