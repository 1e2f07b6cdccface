import { expect, test } from 'vitest';
import { CreateCustomer } from './schema.ts';

const named = (name: string) => CreateCustomer.safeParse({ name, email: 'ada@example.com' }).data?.name;

test('a name is one line: what stands in the head of a mail cannot begin another line of it', () => {
  expect(named('Źródło & Söhne, Αθήνα')).toBe('Źródło & Söhne, Αθήνα');
  expect(named('Ada\r\nBcc: all@example.com')).toBe('Ada Bcc: all@example.com');
  expect(named(' Ben,\n\tBob & Sons\u0085')).toBe('Ben, Bob & Sons');
  expect(named('\r\n')).toBeUndefined();
});
