import { expect, it } from 'vitest';
import { createMessageId } from './message-id.ts';

it('is the same for the same key and another for another', () => {
  const id = createMessageId('mail:1', 'billing@Northwind.example');
  expect(id).toMatch(/^<[0-9a-f]{40}@northwind\.example>$/);
  expect(createMessageId('mail:1', 'billing@northwind.example')).toBe(id);
  expect(createMessageId('mail:2', 'billing@northwind.example')).not.toBe(id);
});

it('never puts what is not a domain into a header', () => {
  expect(createMessageId('mail:1', 'a@b>\r\nBcc: c')).toMatch(/^<[0-9a-f]{40}@localhost>$/);
});
