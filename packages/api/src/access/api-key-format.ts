import { createHash, randomBytes } from 'node:crypto';

const KEY = /^rk_(live|test)_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** `rk_<live|test>_<tenant>_<secret>`: a key says itself where to look it up, and a leaked one is easy to search for. */
export function generateApiKey(tenant: { id: string; mode: string }): {
  secret: string;
  prefix: string;
  key_hash: string;
} {
  const head = `rk_${tenant.mode === 'live' ? 'live' : 'test'}_${tenant.id.replaceAll('-', '')}_`;
  const secret = head + randomBytes(32).toString('base64url');
  return {
    secret,
    prefix: `${secret.slice(0, 8)}…${secret.slice(head.length, head.length + 4)}`,
    key_hash: hashApiKey(secret),
  };
}

/** A secret of 256 random bits cannot be guessed from its hash, so a fast hash is enough. */
export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isApiKey(token: string): boolean {
  return token.startsWith('rk_');
}

/** A token that somebody takes for an API key of ours: `RK_TEST_…`, `rk-…`, or another program's `sk_live_…`. */
export function resemblesApiKey(token: string): boolean {
  return /^rk[_-]|^[a-z]{2}[_-](live|test)[_-]/i.test(token);
}

/** The tenant that a key names, or null where the text is no key. */
export function tenantOfApiKey(token: string): string | null {
  const hex = KEY.exec(token)?.[2];
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
