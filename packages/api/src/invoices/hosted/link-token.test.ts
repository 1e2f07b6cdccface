import { expect, it } from 'vitest';
import { isSameToken, linkToken, newLinkSecret, readLinkToken } from './link-token.ts';

const invoice = {
  tenant_id: '0198b2a0-0000-7000-8000-00000000000a',
  invoice_id: '0198b2a0-ffff-7fff-bfff-ffffffffffff',
};
const secret = newLinkSecret();

it('names its invoice, and is 64 characters that an address carries as they are', () => {
  const token = linkToken(invoice, 1, secret);
  expect(token).toMatch(/^[A-Za-z0-9_-]{64}$/);
  expect(readLinkToken(token)).toEqual(invoice);
});

it('is the same each time, and another for another generation, secret or invoice', () => {
  const token = linkToken(invoice, 1, secret);
  expect(linkToken(invoice, 1, secret)).toBe(token);
  const others = [
    linkToken(invoice, 2, secret),
    linkToken(invoice, 1, newLinkSecret()),
    linkToken({ ...invoice, invoice_id: invoice.tenant_id }, 1, secret),
  ];
  for (const other of others) expect(isSameToken(other, token)).toBe(false);
  expect(isSameToken(linkToken(invoice, 1, secret), token)).toBe(true);
});

it('reads nothing from what cannot be a token', () => {
  const token = linkToken(invoice, 1, secret);
  for (const text of ['', 'abc', `${token}A`, token.slice(1), `${token.slice(0, 63)}=`, `${token.slice(0, 63)}/`]) {
    expect(readLinkToken(text)).toBeNull();
    expect(isSameToken(text, token)).toBe(false);
  }
});

it('makes secrets of 256 bits', () => {
  expect(Buffer.from(newLinkSecret(), 'base64url')).toHaveLength(32);
});
