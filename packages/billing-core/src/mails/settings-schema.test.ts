import { expect, test } from 'vitest';
import { UpdateMailSettings } from './settings-schema.ts';

test('a sender is one line: it cannot begin another line of the head of a mail', () => {
  expect(UpdateMailSettings.parse({ sender_name: 'Acme Billing', reply_to: null })).toMatchObject({
    sender_name: 'Acme Billing',
  });
  const { error } = UpdateMailSettings.safeParse({ sender_name: 'Acme\r\nBcc: all@example.com' });
  expect(error?.issues).toMatchObject([{ path: ['sender_name'], message: expect.stringContaining('one line') }]);
});
