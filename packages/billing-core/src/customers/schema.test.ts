import { expect, test } from 'vitest';
import { CreateCustomer } from './schema.ts';

const named = (name: string) => CreateCustomer.safeParse({ name, email: 'ada@example.com' });

test('a name is one line: what stands in the head of a mail cannot begin another line of it', () => {
  expect(named('Źródło & Söhne, Αθήνα').success).toBe(true);
  for (const name of ['Ada\r\nBcc: all@example.com', 'Ada\nLovelace', 'Ada\tLovelace', 'Ada\u0085']) {
    const { error } = named(name);
    expect(error?.issues).toMatchObject([{ path: ['name'], message: expect.stringContaining('write it on one line') }]);
  }
});
