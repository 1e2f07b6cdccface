import { checkInvariants } from '@revenue/db/invariants';
import { createSmtpTransport } from '@revenue/emails/transports/smtp';
import { sendMail } from '@revenue/jobs/catalogue';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { type MailServer, startMailServer } from '../../test/kit/start-mail-server.ts';
import type { OperationContext } from '../context.ts';
import { claimMail, markHandedOver } from './claim-mail.ts';
import { deliverMail } from './deliver-mail.ts';
import { sweepMails } from './sweep-mails.ts';

let api: TestApi;
let server: MailServer;
let ctx: OperationContext;
let invoiceId: string;

beforeAll(async () => {
  server = await startMailServer();
  const mail = createSmtpTransport({ host: '127.0.0.1', port: server.port, timeout_ms: 2000 });
  api = await startApi({ services: { mail } });
  ctx = api.ctx;
  const customer = await api.caller.customers.create({ name: 'Ada', email: 'ada@example.com', country: 'US' });
  const items = [{ description: 'Licence', unit_price: 298 }];
  invoiceId = (await api.caller.invoices.create({ customer_id: customer.id, items })).id;
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(async () => {
  await api.stop();
  await server.stop();
});

/** Another mail about the invoice, waiting for its job. */
async function queued(): Promise<string> {
  await api.caller.invoices.send({ id: invoiceId });
  const { data } = await api.caller.mails.list({ object_id: invoiceId, status: 'queued' });
  return data[0]?.id ?? '';
}

const look = (id: string) => api.caller.mails.get({ id });
const changesOf = async (id: string) =>
  (
    await api.db.withTenant(ctx.tenant_id, (tx) =>
      tx.auditEntry.findMany({ where: { tenant_id: ctx.tenant_id, object_id: id }, orderBy: { id: 'asc' } }),
    )
  ).map(({ action }) => action);

/** A worker that was killed after the server took the mail and before that was written down. */
async function killedAfterHandOver(): Promise<string> {
  const id = await queued();
  const claimed = await claimMail(ctx, id);
  if (claimed) await markHandedOver(ctx, claimed.mail);
  return id;
}

test('a mail that was taken is sent, and its job finds nothing to do when it comes again', async () => {
  const id = await queued();
  await deliverMail(ctx, id);
  await deliverMail(ctx, id);
  expect(await look(id)).toMatchObject({ status: 'sent', transport: 'smtp', attempts: 1, last_error: null });
  expect(server.taken).toHaveLength(1);
  expect(await changesOf(id)).toEqual(['mail.queued', 'mail.sent']);
});

describe('a refusal', () => {
  test('for good ends the mail with its reason, at once', async () => {
    const id = await queued();
    server.meets({ refuse: 550, message: 'no such user', at: 'recipient' });
    await deliverMail(ctx, id);
    const failed = await look(id);
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, handed_over_at: null });
    expect(failed.last_error).toContain('no such user');
    expect(await changesOf(id)).toEqual(['mail.queued', 'mail.failed']);
  });

  test('for now is tried again, and becomes final with the last attempt', async () => {
    const id = await queued();
    const full = { refuse: 452, message: 'mailbox full', at: 'recipient' } as const;
    server.meets(full);
    await expect(deliverMail(ctx, id)).rejects.toMatchObject({ code: 'mail_transport_failed' });
    expect(await look(id)).toMatchObject({ status: 'queued', attempts: 1 });
    server.meets(full);
    await expect(deliverMail(ctx, id, { is_last: true })).rejects.toThrow(/mailbox full/);
    const failed = await look(id);
    expect(failed).toMatchObject({ status: 'failed', attempts: 2 });
    expect(failed.last_error).toContain('mailbox full');
  });

  test('of the content with a 4xx did not take the mail either', async () => {
    const id = await queued();
    server.meets({ refuse: 451, message: 'come back later', at: 'content' });
    await expect(deliverMail(ctx, id)).rejects.toThrow(/come back later/);
    expect(await look(id)).toMatchObject({ status: 'queued', handed_over_at: null });
    await deliverMail(ctx, id);
    expect(await look(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('can be answered by sending the same mail again', async () => {
    const id = await queued();
    server.meets({ refuse: 550, message: 'no such user', at: 'recipient' });
    await deliverMail(ctx, id);
    const again = await api.rest('POST', `/api/mails/${id}/resend`);
    expect(again).toMatchObject({ status: 200, body: { status: 'queued' } });
    await deliverMail(ctx, id);
    expect(await look(id)).toMatchObject({ status: 'sent', last_error: null });
    expect(await changesOf(id)).toEqual(['mail.queued', 'mail.failed', 'mail.resent', 'mail.sent']);
  });
});

describe('a mail that may have arrived', () => {
  test('when the connection broke before the answer, waits for a person and is not sent again', async () => {
    const id = await queued();
    const before = server.taken.length;
    server.meets('hang_up');
    await deliverMail(ctx, id);
    await deliverMail(ctx, id);
    const unknown = await look(id);
    expect(unknown).toMatchObject({ status: 'unknown', sent_at: null });
    expect(unknown.handed_over_at).not.toBeNull();
    expect(server.taken).toHaveLength(before + 1);
    expect(await changesOf(id)).toEqual(['mail.queued', 'mail.outcome_unknown']);
  });

  test('when its worker died, is left to the other one for two minutes, and then waits for a person', async () => {
    const id = await killedAfterHandOver();
    const before = server.taken.length;
    await expect(deliverMail(ctx, id)).rejects.toThrow(/Another worker/);
    api.clock.moveTo(new Date(api.clock.now().getTime() + 121_000));
    await deliverMail(ctx, id);
    expect(await look(id)).toMatchObject({ status: 'unknown' });
    expect(server.taken).toHaveLength(before);
  });

  test('is kept as sent when somebody says that it arrived, and only then', async () => {
    const id = await killedAfterHandOver();
    expect((await api.rest('POST', `/api/mails/${id}/confirm`)).body).toMatchObject({ code: 'illegal_transition' });
    api.clock.moveTo(new Date(api.clock.now().getTime() + 121_000));
    await deliverMail(ctx, id);
    const { handed_over_at } = await look(id);
    const kept = await api.rest('POST', `/api/mails/${id}/confirm`);
    expect(kept.body).toMatchObject({ status: 'sent', sent_at: handed_over_at, last_error: null });
    await expect(api.callerAs('viewer').mails.resend({ id })).rejects.toThrow(/role finance/);
  });

  test('is sent again with the same Message-ID when somebody asks for it', async () => {
    const id = await queued();
    server.meets('hang_up');
    await deliverMail(ctx, id);
    await api.caller.mails.resend({ id });
    await deliverMail(ctx, id);
    expect(await look(id)).toMatchObject({ status: 'sent' });
    const [first, second] = server.taken.slice(-2);
    expect(second).toBe(first);
  });

  test('is repeated by itself where a missing one does more harm than a second', async () => {
    const id = await killedAfterHandOver();
    const { tenant_id } = ctx;
    await api.db.withTenant(tenant_id, (tx) =>
      tx.mail.updateMany({ where: { tenant_id, id }, data: { template: 'renewal_notice' } }),
    );
    const before = server.taken.length;
    api.clock.moveTo(new Date(api.clock.now().getTime() + 121_000));
    await deliverMail(ctx, id);
    expect(await look(id)).toMatchObject({ status: 'sent' });
    expect(server.taken).toHaveLength(before + 1);
  });
});

test('a worker that was taken for dead cannot hand over what another has claimed', async () => {
  const id = await queued();
  const slow = await claimMail(ctx, id);
  await deliverMail(ctx, id);
  expect(await look(id)).toMatchObject({ status: 'sent', attempts: 2 });
  if (slow) await expect(markHandedOver(ctx, slow.mail)).rejects.toThrow(/took this mail over/);
});

test('two workers with one mail send it once', async () => {
  const id = await queued();
  const before = server.taken.length;
  await Promise.allSettled([deliverMail(ctx, id), deliverMail(ctx, id)]);
  await deliverMail(ctx, id).catch(() => undefined);
  expect(server.taken).toHaveLength(before + 1);
  expect(await look(id)).toMatchObject({ status: 'sent' });
});

test('a mail that waits can be held back, and its job then leaves it', async () => {
  const id = await queued();
  const before = server.taken.length;
  expect(await api.caller.mails.cancel({ id })).toMatchObject({ status: 'canceled' });
  await deliverMail(ctx, id);
  expect(server.taken).toHaveLength(before);
  await expect(api.caller.mails.cancel({ id })).rejects.toThrow(/The mail is canceled/);
});

test('cancelling the job of a mail is in the audit log and cancels the mail', async () => {
  const id = await queued();
  const { data } = await api.caller.jobs.list({ name: 'mail.send', state: 'created', limit: 100 });
  const job = data.find(({ payload }) => payload.mail_id === id);
  await api.caller.jobs.cancel({ id: job?.id ?? '' });
  expect(await look(id)).toMatchObject({ status: 'canceled', last_error: 'Its job was cancelled.' });
  expect(await changesOf(job?.id ?? '')).toEqual(['job.cancelled']);
});

test('trying a failed job again is in the audit log', async () => {
  const id = await queued();
  const jobId = await inQueue(
    `UPDATE pgboss.job SET state = 'failed', completed_on = now() WHERE name = '${sendMail.name}' AND data->>'mail_id' = '${id}' RETURNING id`,
  );
  await api.caller.jobs.retry({ id: jobId });
  expect(await changesOf(jobId)).toEqual(['job.retried']);
});

describe('the sweep', () => {
  test('says what became of a mail whose job is gone, and leaves the others alone', async () => {
    const [lost, asked, waiting] = [await queued(), await killedAfterHandOver(), await queued()];
    await inQueue(
      `DELETE FROM pgboss.job WHERE name = '${sendMail.name}' AND data->>'mail_id' IN ('${lost}', '${asked}') RETURNING id`,
    );
    await sweepMails(api.services);
    expect(await look(lost)).toMatchObject({ status: 'queued' });
    api.clock.moveTo(new Date(api.clock.now().getTime() + 11 * 60_000));
    await sweepMails(api.services);
    expect(await look(lost)).toMatchObject({ status: 'failed', last_error: expect.stringContaining('job ended') });
    expect(await look(asked)).toMatchObject({ status: 'unknown' });
    expect(await look(waiting)).toMatchObject({ status: 'queued' });
  });
});

test('mails are counted by status', async () => {
  const counts = await api.caller.mails.counts({});
  expect(counts.sent).toBeGreaterThan(0);
  expect(counts.unknown).toBeGreaterThan(0);
  expect(counts.canceled).toBeGreaterThan(0);
});

/** The queue's tables are the system role's to change. */
async function inQueue(statement: string): Promise<string> {
  const rows = await api.db.withSystem('a test breaks the queue', (tx) =>
    tx.$queryRawUnsafe<{ id: string }[]>(statement),
  );
  return rows[0]?.id ?? '';
}
