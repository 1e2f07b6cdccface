import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { markOverdueInvoices } from '../invoices/mark-overdue-invoices.ts';
import { deliverMail } from './deliver-mail.ts';
import { reactToEvents } from './react-to-events.ts';
import { remindCustomers } from './remind-customers.ts';

let api: TestApi;
let acme: TestTenant;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-11T10:30:00Z' });
});
beforeEach(async () => {
  api.clock.moveTo('2026-01-11T10:30:00Z');
  tenants += 1;
  acme = await api.addTenant(`tenant-${tenants}`);
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

async function customer(fields: object = {}) {
  const { id } = await acme.caller.customers.create({
    name: 'Ada',
    email: `ada-${Object.keys(fields).length}-${tenants}@example.com`,
    ...{ country: 'US', currency: 'USD', time_zone: 'UTC' },
    ...fields,
  });
  return id;
}

async function draft(customer_id: string, fields: object = {}) {
  const items = [{ description: 'Licence', unit_price: 298 }];
  return acme.caller.invoices.create({ customer_id, items, ...fields });
}

/** Carries out the jobs that events left, as the worker would, and twice. */
async function react(): Promise<void> {
  const { data } = await acme.caller.jobs.list({ name: 'mail.react', limit: 100 });
  for (let time = 0; time < 2; time += 1) {
    for (const { payload } of [...data].reverse()) await reactToEvents(acme.ctx, payload.event_ids as string[]);
  }
}

const mails = async (template?: string) =>
  (await acme.caller.mails.list({ limit: 100 })).data.filter((mail) => !template || mail.template === template);

describe('a tenant that said nothing', () => {
  test('sends nothing by itself, and no job looks', async () => {
    const { id } = await draft(await customer());
    await acme.caller.invoices.update({ id, status: 'sent' });
    await acme.caller.invoices.update({ id, status: 'paid' });
    expect((await acme.caller.jobs.list({ name: 'mail.react', limit: 100 })).data).toEqual([]);
    expect(await mails()).toEqual([]);
  });

  test('sends a credit note that the system made where the invoice was mailed', async () => {
    const [mailed, told] = [await draft(await customer()), await draft(await customer({ city: 'Austin' }))];
    await acme.caller.invoices.send({ id: mailed.id });
    await acme.caller.invoices.update({ id: told.id, status: 'sent' });
    const reason = 'Subscription ended on 2026-01-11';
    const { create, send } = acme.caller.credit_notes;
    const note = async (invoice_id: string, why = reason) => (await create({ invoice_id, reason: why, total: 50 })).id;
    const ids = [await note(mailed.id), await note(mailed.id)];
    for (const made of [note(told.id), note(mailed.id, 'It broke')]) await made;
    await send({ id: ids[1] ?? '' }); // By hand, before the job has come: no second one follows.
    await react();
    expect((await mails('credit_note')).map(({ object_id }) => object_id).sort()).toEqual(ids);
  });
});

describe('settings', () => {
  test('are saved, named in the audit log and guarded against an older version', async () => {
    const saved = await acme.rest('PUT', '/api/mail-settings', {
      body: { sender_name: 'Acme Billing', reply_to: 'Help@Acme.example', footer: 'Bye', days_after: [7, 1, 7] },
    });
    expect(saved.body).toMatchObject({
      sender_name: 'Acme Billing',
      reply_to: 'help@acme.example',
      days_after: [1, 7],
      remind_since: '2026-01-11',
      version: 1,
    });
    const stale = await acme.rest('PUT', '/api/mail-settings', {
      body: { footer: null },
      headers: { 'if-match': '"0"' },
    });
    expect(stale.body.code).toBe('version_conflict');
    const { tenant_id } = acme;
    const rows = await api.db.withTenant(tenant_id, (tx) =>
      tx.auditEntry.count({ where: { tenant_id, action: 'mail_settings.updated' } }),
    );
    expect(rows).toBe(1);
  });

  test.each([
    [{ days_before: [0] }, 'days_before'],
    [{ days_after: [1, 2, 3, 4, 5, 6, 7] }, 'days_after'],
    [{ sender_name: 'a\nBcc: b@example.com' }, 'sender_name'],
    [{ reply_to: 'nobody' }, 'reply_to'],
  ])('refuse %j and name the field', async (body, path) => {
    const answer = await acme.rest('PUT', '/api/mail-settings', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toContain(path);
  });

  test('are for admins to change', async () => {
    await expect(acme.callerAs('finance').mail_settings.update({ auto_send: true })).rejects.toThrow(/role admin/);
  });

  test('shape every mail: sender, answers, footer', async () => {
    await acme.caller.mail_settings.update({
      sender_name: 'Acme Billing',
      reply_to: 'help@acme.example',
      footer: 'Bye now',
    });
    const { id } = await draft(await customer());
    await acme.caller.invoices.send({ id });
    const [mail] = await mails('invoice');
    expect(mail).toMatchObject({ from_name: 'Acme Billing', reply_to: 'help@acme.example' });
    expect((await acme.caller.mails.get({ id: mail?.id ?? '' })).text).toContain('Bye now');
  });
});

describe('an invoice that becomes final', () => {
  test('is mailed once where that is wished, however it became so', async () => {
    await acme.caller.mail_settings.update({ auto_send: true });
    const { id } = await draft(await customer());
    await acme.caller.invoices.update({ id, status: 'sent' });
    await react();
    const [mail, ...others] = await mails('invoice');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ object_id: id, status: 'queued' });
  });

  test('is not mailed a second time when somebody sent it', async () => {
    await acme.caller.mail_settings.update({ auto_send: true });
    const { id } = await draft(await customer());
    await acme.caller.invoices.send({ id });
    await react();
    expect(await mails('invoice')).toHaveLength(1);
  });

  test('is not mailed any more when it was paid meanwhile', async () => {
    await acme.caller.mail_settings.update({ auto_send: true });
    const { id } = await draft(await customer());
    await acme.caller.invoices.update({ id, status: 'sent' });
    await acme.caller.invoices.update({ id, status: 'paid' });
    await react();
    expect(await mails()).toEqual([]);
  });
});

describe('a payment', () => {
  const pay = async (paid_on: string) => {
    const { id } = await draft(await customer(), { issue_date: '2025-12-01', due_date: '2025-12-31' });
    await acme.caller.invoices.update({ id, status: 'sent' });
    await acme.caller.invoices.update({ id, status: 'paid', paid_on, payment_reference: 'RF18' });
    await react();
    return id;
  };

  test('is followed by one receipt with the paid invoice', async () => {
    await acme.caller.mail_settings.update({ send_receipts: true });
    const id = await pay('2026-01-09');
    const [mail, ...others] = await mails('receipt');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ object_id: id });
    const { text, attachments } = await acme.caller.mails.get({ id: mail?.id ?? '' });
    expect(text).toContain('RF18');
    expect(attachments).toHaveLength(1);
  });

  test('of long ago that is entered now is no news to whoever made it', async () => {
    await acme.caller.mail_settings.update({ send_receipts: true });
    await pay('2025-12-20');
    expect(await mails('receipt')).toEqual([]);
  });
});

describe('somebody who wants to be told', () => {
  test('gets one mail for each invoice that was written by hand', async () => {
    await acme.caller.mail_settings.update({ notify_address: 'boss@acme.example' });
    const invoice = await draft(await customer());
    await react();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ template: 'invoice_notice', to_address: 'boss@acme.example', object_id: invoice.id });
    expect(mail?.subject).toContain('$298.00');
  });

  test('gets one mail for a billing run, however many invoices it made', async () => {
    await acme.caller.mail_settings.update({ notify_address: 'boss@acme.example' });
    const plan = await acme.caller.plans.create({
      name: 'Team',
      code: 'team',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Seat', timing: 'advance', pricing: { model: 'flat', amount: 49 } }],
    });
    for (const number of [1, 2]) {
      const customer_id = await customer({ email: `c${number}-${tenants}@example.com` });
      await acme.caller.subscriptions.create({ customer_id, plan_id: plan.id, start_date: '2026-01-01' });
    }
    const run = await acme.caller.billing_runs.start({});
    await executeBillingRun(acme.ctx, run.id);
    await react();
    const told = await mails('invoice_notice');
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toContain('2 invoices: $98.00');
  });
});

describe('reminders', () => {
  const turnOn = () => acme.caller.mail_settings.update({ days_before: [3], days_after: [1, 7, 14] });

  /** An invoice due on 10 February. */
  const open = async (fields: object = {}) => {
    const { id } = await draft(await customer(fields), { due_date: '2026-02-10' });
    await acme.caller.invoices.update({ id, status: 'sent' });
    return id;
  };

  /** The hourly jobs at one instant, twice. */
  const tick = async (at: string) => {
    api.clock.moveTo(at);
    for (let time = 0; time < 2; time += 1) {
      await markOverdueInvoices(api.services);
      await remindCustomers(api.services);
    }
  };

  const reminded = async () =>
    (await mails())
      .filter(({ template }) => template === 'reminder' || template === 'overdue')
      .map(({ subject }) => subject)
      .reverse();

  test('come once each, at the days that were wished', async () => {
    await turnOn();
    await open();
    for (let day = 1; day <= 28; day += 1) {
      for (const hour of ['07', '08', '20']) await tick(`2026-02-${String(day).padStart(2, '0')}T${hour}:17:00Z`);
    }
    const seller = `tenant-${tenants} Inc.`;
    expect(await reminded()).toEqual([
      `Invoice INV-2026-001 from ${seller} is due on Feb 10, 2026`,
      `Overdue: invoice INV-2026-001 from ${seller}`,
      `Second notice: invoice INV-2026-001 from ${seller}`,
      `Please act today: invoice INV-2026-001 from ${seller}`,
    ]);
    const days = (await mails()).map(({ created_at }) => created_at).reverse();
    expect(days.map((at) => at.slice(0, 13))).toEqual([
      '2026-02-07T08',
      '2026-02-11T08',
      '2026-02-17T08',
      '2026-02-24T08',
    ]);
  });

  test('come in the morning of the customer, not of the server', async () => {
    await turnOn();
    await open({ time_zone: 'Pacific/Auckland' });
    // Auckland is 13 hours ahead: the morning of the 7th begins there on the 6th at 19:00.
    await tick('2026-02-06T18:17:00Z');
    expect(await reminded()).toEqual([]);
    await tick('2026-02-06T19:17:00Z');
    expect(await reminded()).toHaveLength(1);
  });

  test('after 40 days without a worker are one mail and no storm', async () => {
    await turnOn();
    await open();
    await tick('2026-03-22T09:17:00Z');
    expect(await reminded()).toEqual([expect.stringContaining('Please act today')]);
  });

  test('are not sent about what is paid or void, even when the mail waited already', async () => {
    await turnOn();
    const [paid, voided, late] = [
      await open(),
      await open({ email: `v-${tenants}@example.com` }),
      await open({ email: `l-${tenants}@example.com`, name: 'Late' }),
    ];
    await acme.caller.invoices.update({ id: paid, status: 'paid' });
    await acme.caller.invoices.update({ id: voided, status: 'void', void_reason: 'Wrong' });
    await tick('2026-02-07T09:17:00Z');
    const [mail, ...others] = await mails('reminder');
    expect(others).toEqual([]);
    expect(mail?.object_id).toBe(late);
    await acme.caller.invoices.update({ id: late, status: 'paid' });
    await deliverMail(acme.ctx, mail?.id ?? '');
    const kept = await acme.caller.mails.get({ id: mail?.id ?? '' });
    expect(kept).toMatchObject({ status: 'canceled', sent_at: null });
    expect(kept.last_error).toContain('became paid before this mail could leave');
  });

  test('that are turned on late do not make up for the past', async () => {
    await open();
    api.clock.moveTo('2026-02-20T10:00:00Z');
    await turnOn();
    await tick('2026-02-20T11:17:00Z');
    expect(await reminded()).toEqual([]);
    await tick('2026-02-24T09:17:00Z');
    expect(await reminded()).toHaveLength(1);
  });

  test('do not come with the invoice itself, nor for a step that was over before it', async () => {
    await turnOn();
    api.clock.moveTo('2026-02-07T07:30:00Z');
    await open();
    for (const day of ['07', '08', '09', '10']) await tick(`2026-02-${day}T09:17:00Z`);
    expect(await reminded()).toEqual([]);
    await tick('2026-02-11T09:17:00Z');
    expect(await reminded()).toEqual([expect.stringContaining('Overdue: invoice')]);
    // Of the month before: it is late from its first day, and its customer gets a day to read it.
    const { id } = await draft(await customer({ name: 'Bob' }), { issue_date: '2026-01-02', due_date: '2026-01-20' });
    await acme.caller.invoices.update({ id, status: 'sent' });
    await tick('2026-02-11T20:17:00Z');
    expect(await mails('overdue')).toHaveLength(1);
    await tick('2026-02-12T09:17:00Z');
    expect(await mails('overdue')).toMatchObject([{ object_id: id }, {}]);
  });

  test('hold no other up where one cannot be written', async () => {
    await turnOn();
    const customer_id = await customer({ name: 'Bob' });
    const { id } = await draft(customer_id, { due_date: '2026-02-10' });
    // No operation lets this in; a row that was changed by hand can be anything.
    const { tenant_id } = acme;
    await api.db.withTenant(tenant_id, (tx) =>
      tx.customer.update({ where: { tenant_id_id: { tenant_id, id: customer_id } }, data: { locale: 'not a locale' } }),
    );
    await acme.caller.invoices.update({ id, status: 'sent' });
    const good = await open();
    await tick('2026-02-07T09:17:00Z');
    expect((await mails('reminder')).map(({ object_id }) => object_id)).toEqual([good]);
  });

  test('of many invoices are all written', async () => {
    await turnOn();
    const customer_id = await customer();
    for (let count = 0; count < 103; count += 1) {
      const { id } = await draft(customer_id, { due_date: '2026-02-10' });
      await acme.caller.invoices.update({ id, status: 'sent' });
    }
    await tick('2026-02-07T09:17:00Z');
    expect(await acme.caller.mails.counts({})).toMatchObject({ all: 103, queued: 103 });
  });
});

describe('a preview', () => {
  const preview = (template: string) => acme.rest('GET', `/api/mail-previews/${template}`);

  test('says what is missing where the tenant has nothing to show', async () => {
    expect((await preview('invoice')).body).toMatchObject({
      html: null,
      missing: expect.stringContaining('no invoice'),
    });
    expect((await preview('receipt')).body.missing).toContain('paid');
    expect((await preview('trial_ending')).body.missing).toContain('no subscription');
    expect((await preview('invitation')).body).toMatchObject({ missing: null });
    expect((await preview('nonsense')).status).toBe(422);
  });

  test('is made of the newest invoice, and writes nothing', async () => {
    const invoice = await draft(await customer());
    for (const template of ['invoice', 'reminder', 'overdue', 'payment_failed', 'card_expiring']) {
      const { body } = await preview(template);
      expect(body, template).toMatchObject({ missing: null, about: `Invoice ${invoice.invoice_number}` });
      expect(body.html, template).toContain('Ada');
    }
    expect((await preview('credit_note')).body.missing).toContain('no credit note');
    await acme.caller.invoices.update({ id: invoice.id, status: 'sent' });
    const note = await acme.caller.credit_notes.create({ invoice_id: invoice.id, reason: 'Too much' });
    const about = `Credit note ${note.credit_note_number}`;
    expect((await preview('credit_note')).body).toMatchObject({ missing: null, about });
    expect(await mails()).toEqual([]);
    const german = (await preview('invoice?language=de')).body;
    expect([german.subject.startsWith('Rechnung '), german.html.includes('lang="de"')]).toEqual([true, true]);
  });

  test('goes as a test to whoever asks for it, and to no customer', async () => {
    await draft(await customer());
    const refused = await acme.rest('POST', '/api/mail-previews/invoice/send');
    expect(refused).toMatchObject({ status: 422 });
    const sent = await acme.rest('POST', '/api/mail-previews/invoice/send', { token: acme.session_token });
    expect(sent).toMatchObject({
      status: 201,
      body: { template: 'test', to_address: `owner@tenant-${tenants}.example` },
    });
    expect(sent.body.subject).toMatch(/^\[Test\] Invoice/);
    await deliverMail(acme.ctx, sent.body.id);
    expect(await mails()).toEqual([expect.objectContaining({ template: 'test', status: 'sent' })]);
  });
});
