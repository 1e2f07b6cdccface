import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The invoice that a token names. Naming is not opening: the signature decides. */
export type LinkedInvoice = { tenant_id: string; invoice_id: string };

/** Both ids, then 128 bits of signature: 48 bytes, so every token is 64 characters and can be written in one way only. */
const TOKEN = /^[A-Za-z0-9_-]{64}$/;
const ID_BYTES = 16;

export function newLinkSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The token of the public link of an invoice. The same generation has the same token, so it need not be stored. */
export function linkToken({ tenant_id, invoice_id }: LinkedInvoice, generation: number, secret: string): string {
  const ids = Buffer.from((tenant_id + invoice_id).replaceAll('-', ''), 'hex');
  const signature = createHmac('sha256', secret).update(`invoice-link/${generation}/`).update(ids).digest();
  return Buffer.concat([ids, signature.subarray(0, 16)]).toString('base64url');
}

/** null for what cannot be a token. */
export function readLinkToken(token: string): LinkedInvoice | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  return { tenant_id: uuidAt(bytes, 0), invoice_id: uuidAt(bytes, ID_BYTES) };
}

/** Compared in the same time wherever they differ, so that no signature can be found byte by byte. */
export function isSameToken(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.subarray(at, at + ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
