import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { reactToEvents } from '../mails/react-to-events.ts';

let api: TestApi;
let customerId: string;

beforeAll(async () => {
  api = await startApi();
  customerId = (await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', currency: 'USD' })).id;
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

async function creditedInvoice(): Promise<{ id: string; number: string }> {
  const items = [{ description: 'Licence', quantity: '2', unit_price: 100 }];
  const { id } = await api.caller.invoices.create({ customer_id: customerId, items });
  await api.caller.invoices.update({ id, status: 'sent' });
  const note = await api.caller.credit_notes.create({ invoice_id: id, reason: 'One came broken', total: 100 });
  return { id: note.id, number: note.credit_note_number };
}

it('mails a credit note each time it is asked for, with its PDF, its reason and where the money goes', async () => {
  const { id, number } = await creditedInvoice();
  expect((await api.rest('POST', `/api/credit-notes/${id}/send`, { body: {} })).status).toBe(200);
  await api.caller.credit_notes.send({ id });
  const { data } = await api.caller.mails.list({ object_id: id });
  expect(data).toHaveLength(2);
  const mail = await api.caller.mails.get({ id: data[0]?.id ?? '' });
  expect(mail).toMatchObject({ template: 'credit_note', object_type: 'credit_note', to_address: 'ada@example.com' });
  expect(mail.subject).toContain(number);
  expect(mail.attachments).toMatchObject([{ file_name: `${number}.pdf` }]);
  for (const words of ['One came broken', '$100.00', 'taken off what is due on that invoice']) {
    expect(mail.text.replace(/\s+/g, ' ')).toContain(words);
  }
});

it('says that nobody else’s credit note is known', async () => {
  const { id } = await creditedInvoice();
  const other = await api.addTenant('globex');
  await expect(other.caller.credit_notes.send({ id })).rejects.toThrow('There is no credit note');
});

it('is mailed by itself, once, where the company sends what is final', async () => {
  await api.caller.mail_settings.update({ auto_send: true });
  const { id } = await creditedInvoice();
  const jobs = (await api.caller.jobs.list({ name: 'mail.react', limit: 100 })).data;
  expect(jobs.length).toBeGreaterThan(0);
  for (const { payload } of [...jobs, ...jobs]) await reactToEvents(api.ctx, payload.event_ids as string[]);
  expect((await api.caller.mails.list({ object_id: id })).data).toHaveLength(1);
});
