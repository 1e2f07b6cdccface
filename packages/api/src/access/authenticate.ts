import { BillingError } from '@revenue/billing-core/errors';
import type { Actor, Credential, OperationContext, Services } from '../context.ts';
import { servicesOf } from '../tenants/tenant-clock.ts';
import { hashApiKey, isApiKey, resemblesApiKey, tenantOfApiKey } from './api-key-format.ts';
import { chooseTenant } from './choose-tenant.ts';

export type AuthenticationRequest = {
  credential: Credential | null;
  requested_tenant_id: string | null;
  request_id: string;
};

/** From a credential to an actor of one tenant, or an error that says what to do. */
export async function authenticate(services: Services, request: AuthenticationRequest): Promise<OperationContext> {
  const { credential, requested_tenant_id, request_id } = request;
  if (!credential) {
    throw new BillingError('unauthenticated', 'Sign in, or send an API key as Authorization: Bearer <key>.');
  }
  const found = isApiKey(credential.token)
    ? await actorOfApiKey(services, credential.token, requested_tenant_id)
    : await actorOfSession(services, credential, requested_tenant_id);
  return { ...(await servicesOf(services, found.tenant_id)), ...found, request_id };
}

type Found = { tenant_id: string; actor: Actor };

async function actorOfSession(services: Services, credential: Credential, requested: string | null): Promise<Found> {
  const user = await services.auth.validate(credential.token);
  if (!user) throw unknownSession(credential);
  const { tenant_id, role } = await chooseTenant(services, user, requested);
  return { tenant_id, actor: { type: 'user', id: user.id, name: user.name, email: user.email, role } };
}

/** Telling "used in the last minute" from "used now" is not worth a write per request. */
const LAST_USED_STEP_MS = 60_000;

async function actorOfApiKey(services: Services, secret: string, requested: string | null): Promise<Found> {
  const tenant_id = tenantOfApiKey(secret);
  if (!tenant_id) throw unknownKey();
  if (requested && requested !== tenant_id) {
    throw new BillingError('tenant_not_yours', 'This API key belongs to another tenant than x-tenant-id names.');
  }
  const now = services.clock.now();
  return services.db.withTenant(tenant_id, async (tx) => {
    const key = await tx.apiKey.findFirst({ where: { tenant_id, key_hash: hashApiKey(secret), revoked_at: null } });
    if (!key) throw unknownKey();
    if (!key.last_used_at || now.getTime() - key.last_used_at.getTime() > LAST_USED_STEP_MS) {
      await tx.apiKey.update({ where: { tenant_id_id: { tenant_id, id: key.id } }, data: { last_used_at: now } });
    }
    const role = key.role as Actor['role'];
    return { tenant_id, actor: { type: 'api_key', id: key.id, name: key.name, email: null, role } };
  });
}

function unknownKey(): BillingError {
  return new BillingError('invalid_api_key', 'The API key is unknown or revoked; create a new one under Developers.');
}

/** Only a browser has nothing but a session; a program that sends a token meant a key more often than not. */
function unknownSession({ token, origin }: Credential): BillingError {
  if (origin === 'cookie') return new BillingError('invalid_session', 'The session is unknown or over; sign in again.');
  const remedy = 'an API key begins with rk_live_ or rk_test_. Create one under Developers';
  if (resemblesApiKey(token)) return new BillingError('invalid_api_key', `The API key is none of Revenue: ${remedy}.`);
  const message = `The bearer token is neither an API key nor an open session: ${remedy}, or sign in again.`;
  return new BillingError('invalid_session', message);
}
