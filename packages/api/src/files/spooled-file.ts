import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BillingError } from '@revenue/billing-core/errors';

const MEBIBYTE = 1_048_576;
export const MAX_FILE_MEBIBYTES = 512;

/** A file that was received whole, and may be read again when its transaction is tried again. */
export interface SpooledFile {
  read(): Readable;
}

/**
 * Keeps what arrives in a file of its own while `use` runs. A sender on a slow line holds no transaction open, and one
 * that goes away in the middle leaves nothing.
 *
 * @throws BillingError payload_too_large
 */
export async function withSpooledFile<T>(
  content: AsyncIterable<Uint8Array>,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'revenue-file-'));
  const path = join(folder, 'received');
  try {
    await pipeline(Readable.from(limited(content)), createWriteStream(path, { mode: 0o600 }));
    return await use({ read: () => createReadStream(path) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* limited(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let size = 0;
  for await (const chunk of content) {
    size += chunk.byteLength;
    if (size > MAX_FILE_MEBIBYTES * MEBIBYTE) {
      const message = `The file is larger than ${MAX_FILE_MEBIBYTES} MiB; send it in parts. Nothing was imported.`;
      throw new BillingError('payload_too_large', message);
    }
    yield chunk;
  }
}
