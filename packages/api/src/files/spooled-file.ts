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
    await pipeline(Readable.from(atMost(MAX_FILE_MEBIBYTES, content)), createWriteStream(path, { mode: 0o600 }));
    return await use({ read: () => createReadStream(path) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What arrives, up to so much. Fastify counts the bytes of no stream, and a sender need not say how many will come.
 *
 * @throws BillingError payload_too_large
 */
export async function* atMost(mebibytes: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  // To leave the loop would end the connection, and the sender would never read why.
  const chunks = content instanceof Readable ? content.iterator({ destroyOnReturn: false }) : content;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > mebibytes * MEBIBYTE) {
      const message = `The file is larger than ${mebibytes} MiB; send it in parts. Nothing was imported.`;
      throw new BillingError('payload_too_large', message);
    }
    yield chunk;
  }
}
