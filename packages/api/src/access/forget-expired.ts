import type { Services } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';

/** Clients repeat a request within minutes; a day is generous. */
const IDEMPOTENCY_KEYS_LIVE_MS = 24 * 3600 * 1000;

/** Forgets answers kept for repeated requests and sessions that are over. */
export async function forgetExpired(services: Services): Promise<void> {
  const now = services.clock.now();
  const before = new Date(now.getTime() - IDEMPOTENCY_KEYS_LIVE_MS);
  const tenants = await services.db.withSystem('retention looks at every tenant', async (tx) => {
    await tx.session.deleteMany({ where: { expires_at: { lt: now } } });
    await tx.verification.deleteMany({ where: { expires_at: { lt: now } } });
    return tx.tenant.findMany({ select: { id: true } });
  });
  const ids = tenants.map(({ id }) => id);
  await forEachTenant(services, ids, async (tenant_id) => {
    await services.db.withTenant(tenant_id, (tx) =>
      tx.idempotencyKey.deleteMany({ where: { tenant_id, locked_at: { lt: before } } }),
    );
  });
}
