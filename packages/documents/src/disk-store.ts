import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BillingError } from '@revenue/billing-core/errors';
import { type DocumentStore, isContentHash } from './document-store.ts';

/** Keeps documents in `folder`, made when first needed, as `ab/cd/abcd…`: no folder ever holds too many files. */
export function createDiskStore(folder: string): DocumentStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  return {
    describe: () => `disk: ${folder}`,
    put: async (content) => {
      const content_hash = hashOf(content);
      const path = pathOf(content_hash);
      const existing = await readIfThere(path);
      // A file cut short by a full disk is not the document: it is written again.
      if (existing === null || hashOf(existing) !== content_hash) await writeWhole(path, content);
      return { content_hash, byte_size: content.byteLength };
    },
    get: async (content_hash) => {
      // Not a hash is not a document; nor may it become a path.
      if (!isContentHash(content_hash)) return null;
      const content = await readIfThere(pathOf(content_hash));
      if (content !== null && hashOf(content) !== content_hash) {
        throw new BillingError(
          'internal',
          `Document ${content_hash} in ${folder} is damaged; restore it from a backup.`,
        );
      }
      return content;
    },
  };
}

/** Under another name first, then renamed: a reader sees the whole file or none, even across a crash. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
