import { Role, type SessionUser } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import type { Clock } from '@revenue/billing-core/time';
import { z } from 'zod';
import type { AuthServer } from './authenticator.ts';

/** What an auth server says of a session. More fields than these are its own business. */
const Verdict = z.union([
  z.object({
    valid: z.literal(true),
    user: z.object({
      id: z.union([z.string().min(1).max(255), z.number().int()]).transform(String),
      email: z.string().min(3).max(320),
      name: z.string().max(255).nullish(),
      tenant_id: z.string().nullish(),
      role: z.string().nullish(),
    }),
  }),
  z.object({ valid: z.literal(false) }),
]);

export interface AuthServerOptions {
  /** AUTH_SERVER_URL */
  url: string;
  clock: Clock;
  timeout_ms?: number;
  /** How long a yes is believed; a revoked session lives on for at most this long. A no is never kept. */
  cache_ms?: number;
}

const MAX_CACHED = 10_000;
const MAX_CACHE_MS = 30_000;

/**
 * Validates sessions at the company's own server: `POST {url}/auth/validate` with `{sessionToken}`, answered by
 * `{valid, user}`. Whatever is not such an answer means that we cannot tell, and then nobody is let in.
 */
export function createAuthServer(options: AuthServerOptions): AuthServer {
  const { clock, timeout_ms = 3_000 } = options;
  const url = options.url.replace(/\/+$/, '');
  const cache_ms = Math.min(options.cache_ms ?? 15_000, MAX_CACHE_MS);
  const cache = new Map<string, { user: SessionUser; until: number }>();

  return {
    kind: 'auth_server',
    url,
    validate: async (session_token) => {
      const now = clock.now().getTime();
      const known = cache.get(session_token);
      if (known && known.until > now) return known.user;
      cache.delete(session_token);
      const user = await ask(url, session_token, timeout_ms);
      if (!user) return null;
      const [oldest] = cache.keys();
      if (cache.size >= MAX_CACHED && oldest !== undefined) cache.delete(oldest);
      cache.set(session_token, { user, until: now + cache_ms });
      return user;
    },
  };
}

async function ask(url: string, sessionToken: string, timeout_ms: number): Promise<SessionUser | null> {
  let status: number;
  let body: unknown;
  try {
    const response = await fetch(`${url}/auth/validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ sessionToken }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout_ms),
    });
    status = response.status;
    // Some servers say no with 401 or 403, with a body, a page or nothing: such a status is a clear no by itself.
    if (status === 401 || status === 403) {
      await response.body?.cancel();
      return null;
    }
    body = await response.json();
  } catch (cause) {
    throw unavailable('did not answer in time or not in JSON', cause);
  }
  if (status < 200 || status > 299) throw unavailable(`answered ${status}`);
  const verdict = Verdict.safeParse(body);
  if (!verdict.success) throw unavailable('answered something that is not {valid, user}');
  return verdict.data.valid ? toSessionUser(verdict.data.user) : null;
}

type TrustedUser = { id: string; email: string; name?: string | null | undefined; tenant_id?: unknown; role?: unknown };

function toSessionUser(user: TrustedUser): SessionUser {
  const role = Role.safeParse(user.role);
  return {
    id: user.id,
    email: user.email.toLowerCase(),
    name: user.name ?? user.email,
    tenant_id: typeof user.tenant_id === 'string' ? user.tenant_id : null,
    role: role.success ? role.data : null,
  };
}

function unavailable(reason: string, cause?: unknown): BillingError {
  const error = new BillingError(
    'auth_server_unavailable',
    `The auth server ${reason}, so nobody can be let in. Try again; if it stays, check AUTH_SERVER_URL.`,
  );
  if (cause !== undefined) error.cause = cause;
  return error;
}
