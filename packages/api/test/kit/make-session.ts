import { randomBytes } from 'node:crypto';
import type { Role } from '@revenue/billing-core/access';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../../src/context.ts';

/** A person, a membership and an open session, without the slow password hash of a real sign-in. */
export async function makeSession(ctx: OperationContext, email: string, role: Role): Promise<string> {
  const now = ctx.clock.now();
  const user_id = newId(now);
  const token = randomBytes(24).toString('base64url');
  const stamps = { created_at: now, updated_at: now };
  await ctx.db.withSystem('a test signs in', async (tx) => {
    await tx.user.create({ data: { id: user_id, email, name: 'Test Person', email_verified: true, ...stamps } });
    // Sessions expire by the machine's clock, which the library reads; tests move ours.
    const expires_at = new Date('2999-01-01T00:00:00Z');
    await tx.session.create({ data: { id: newId(now), token, user_id, expires_at, ...stamps } });
  });
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.membership.create({ data: { tenant_id, id: newId(now), user_id, email, role, created_at: now } }),
  );
  return token;
}
