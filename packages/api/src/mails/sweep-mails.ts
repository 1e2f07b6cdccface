import { sendMail } from '@revenue/jobs/catalogue';
import { recordChange } from '../audit/record-change.ts';
import type { Services } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { tenantContext } from '../tenants/tenant-clock.ts';
import { lockMail } from './queries.ts';

/** A job that was just done may not have told yet; the mail of one that is older has nobody any more. */
const LEFT_BEHIND_MS = 10 * 60_000;

type Left = { tenant_id: string; id: string };

/**
 * Says of mails whose job is gone what became of them: the worker died in the last attempt, the job was deleted, or the
 * queue was restored from another day than the rest. Nothing stays "queued" for ever, and nothing is sent unasked.
 */
export async function sweepMails(services: Services): Promise<number> {
  const before = new Date(services.clock.now().getTime() - LEFT_BEHIND_MS);
  const left = await services.db.withSystem(
    'the sweep looks at every tenant and at the queue',
    (tx) =>
      tx.$queryRaw<Left[]>`
      SELECT m.tenant_id::text, m.id::text FROM mails m
       -- On a test clock mails are written at times that say nothing of how long ago that was.
       WHERE m.status IN ('queued', 'sending')
         AND (COALESCE(m.claimed_at, m.created_at) < ${before}
              OR (m.claimed_at IS NULL AND EXISTS (SELECT 1 FROM test_clocks k WHERE k.tenant_id = m.tenant_id)))
         AND NOT EXISTS (SELECT 1 FROM test_clock_jobs j WHERE j.tenant_id = m.tenant_id AND j.payload->>'mail_id' = m.id::text)
         AND NOT EXISTS (SELECT 1 FROM pgboss.job j
                          WHERE j.name = ${sendMail.name} AND j.state IN ('created', 'retry', 'active')
                            AND j.data->>'mail_id' = m.id::text)
       ORDER BY m.tenant_id, m.id LIMIT 1000`,
  );
  await forEachTenant(services, [...new Set(left.map(({ tenant_id }) => tenant_id))], async (tenant_id) => {
    for (const { id } of left.filter((mail) => mail.tenant_id === tenant_id))
      await settleLeft(services, { tenant_id, id });
  });
  return left.length;
}

async function settleLeft(services: Services, { tenant_id, id }: Left): Promise<void> {
  const ctx = await tenantContext(services, tenant_id, 'mail.sweep');
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const mail = await lockMail(tx, tenant_id, id);
    if (mail.status !== 'queued' && mail.status !== 'sending') return;
    const status = mail.handed_over_at === null ? 'failed' : 'unknown';
    const last_error = `Its job ended without an answer.${mail.last_error ? ` Before that: ${mail.last_error}` : ''}`;
    await tx.mail.update({ where: { tenant_id_id: { tenant_id, id } }, data: { status, last_error } });
    const type = status === 'failed' ? 'mail.failed' : 'mail.outcome_unknown';
    const after = { id, status, to: mail.to_address, template: mail.template, last_error };
    await recordChange(tx, ctx, { type, object_type: 'mail', object_id: id, before: { status: mail.status }, after });
  });
}
