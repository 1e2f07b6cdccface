import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UsageError } from './command.ts';

/** @throws UsageError where there is no such file */
export async function openFile(file: string): Promise<AsyncIterable<Uint8Array>> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is not a file.`);
  return createReadStream(file);
}
