import { NewPassword, Role } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import { EmailAddress } from '@revenue/billing-core/wire';
import { newId } from '@revenue/db/ids';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';

export const AddMember = z.strictObject({
  email: EmailAddress,
  name: z.string().trim().min(1).max(200),
  role: Role,
  /** For the built-in accounts. Without it the person is expected to come with a session of the auth server. */
  password: NewPassword.optional(),
});
export type AddMember = z.infer<typeof AddMember>;

export type AddedMember = {
  user_id: string;
  /** False where there was an account already, whose password stays what it is. */
  account_created: boolean;
};

/**
 * Lets a person work for the tenant of `ctx`. Somebody who has an account already (with another tenant) keeps it and its
 * password. For the command line and the seed.
 */
export async function addMember(ctx: OperationContext, input: AddMember): Promise<AddedMember> {
  const { email, name, role, password } = AddMember.parse(input);
  const account =
    password === undefined ? { id: email, created: false } : await ensureAccount(ctx, { email, name, password });
  const user_id = account.id;
  const now = realClock(ctx).now();
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const row = { tenant_id, id: newId(now), user_id, email, role, created_at: now };
    const { count } = await tx.membership.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw new BillingError('duplicate', `${email} belongs to this tenant already.`);
    const object = { object_type: 'member', object_id: row.id };
    await recordChange(tx, ctx, { type: 'member.added', ...object, after: { email, role } });
  });
  return { user_id, account_created: account.created };
}

async function ensureAccount(
  ctx: OperationContext,
  person: { email: string; name: string; password: string },
): Promise<{ id: string; created: boolean }> {
  const { email, name } = person;
  // Hashing takes tens of milliseconds on purpose, so it happens before the transaction.
  const password = await hashPassword(person.password);
  const now = realClock(ctx).now();
  return ctx.db.withSystem('people belong to no tenant', async (tx) => {
    const known = await tx.user.findUnique({ where: { email } });
    if (known) return { id: known.id, created: false };
    const id = newId(now);
    const stamps = { created_at: now, updated_at: now };
    await tx.user.create({ data: { id, email, name, email_verified: true, ...stamps } });
    const account = { id: newId(now), account_id: id, provider_id: 'credential', user_id: id, password };
    await tx.account.create({ data: { ...account, ...stamps } });
    return { id, created: true };
  });
}
