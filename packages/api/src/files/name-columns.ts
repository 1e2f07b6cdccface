import { unreadableFile } from './unreadable-file.ts';

/** Far more than any file of ours has; every column is looked for among the others. */
const MAX_COLUMNS = 500;
const MAX_CHARACTERS = 500;

/** The names in a header, for a sentence about what is missing among them: no more than a person reads. */
export function nameColumns(names: readonly string[]): string {
  const all = names.slice(0, MAX_COLUMNS).join(', ');
  return all.length > MAX_CHARACTERS ? `${all.slice(0, MAX_CHARACTERS)}…` : all;
}

/** @throws BillingError malformed_body */
export function refuseWideHeader(names: readonly string[]): void {
  if (names.length <= MAX_COLUMNS) return;
  throw unreadableFile(`its header has ${names.length} columns; at most ${MAX_COLUMNS} are read, so leave some out`);
}
