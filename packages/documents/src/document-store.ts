/**
 * Documents by the hash of their content: the same bytes are kept once, and what a hash names never changes. On disk
 * here; an object store has the same three verbs.
 */
export type DocumentStore = {
  /** `disk` or `s3`, and where: shown to the operator. */
  describe: () => string;
  /** Idempotent. When it returns, the bytes are safe. */
  put: (content: Uint8Array) => Promise<StoredDocument>;
  /** null when the store never had it. @throws when what it has is not what was put. */
  get: (content_hash: string) => Promise<Uint8Array | null>;
};

export type StoredDocument = {
  /** SHA-256, 64 lower-case hexadecimal digits. */
  content_hash: string;
  byte_size: number;
};

export function isContentHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
