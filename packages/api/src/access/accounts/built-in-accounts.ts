import { randomBytes } from 'node:crypto';
import { MIN_PASSWORD_LENGTH, type SessionUser } from '@revenue/billing-core/access';
import type { Database } from '@revenue/db/database';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { bearer } from 'better-auth/plugins';
import type { BuiltInAccounts } from './authenticator.ts';
import { systemClient } from './system-client.ts';

const SESSION_DAYS = 14;

/**
 * The accounts that this server keeps itself, by better-auth: password hashes (scrypt), sessions, their expiry. Nobody
 * can sign up: people are added by an owner, by the command line or by the seed.
 */
export function createBuiltInAccounts(options: { db: Database; public_url: string }): BuiltInAccounts {
  const auth = configure(options);
  return {
    kind: 'built_in',
    signIn: async (email, password, from) => {
      const headers = new Headers({ 'x-forwarded-for': from.ip, 'user-agent': from.user_agent ?? '' });
      try {
        const { token, user } = await auth.api.signInEmail({ body: { email, password }, headers });
        const expires_at = await expiryOf(auth, token);
        return { session_token: token, user: toSessionUser(user), expires_at };
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    signOut: async (session_token) => {
      await auth.api.signOut({ headers: bearerOf(session_token) });
    },
    changePassword: async (session_token, currentPassword, newPassword) => {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      try {
        await auth.api.changePassword({ body, headers: bearerOf(session_token) });
        return true;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    },
    validate: async (session_token) => {
      if (!SESSION_TOKEN.test(session_token)) return null;
      const found = await auth.api.getSession({ headers: bearerOf(session_token) });
      return found ? toSessionUser(found.user) : null;
    },
  };
}

const SESSION_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

function configure({ db, public_url }: { db: Database; public_url: string }) {
  return betterAuth({
    baseURL: public_url,
    // Signs only what this process makes and reads within one call, so it need not outlive the process.
    secret: randomBytes(32).toString('hex'),
    database: prismaAdapter(systemClient(db), { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD_LENGTH },
    plugins: [bearer()],
    session: {
      expiresIn: SESSION_DAYS * 86_400,
      updateAge: 86_400,
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
    },
    user: { fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    // Our own limit, per address and per e-mail, guards the one route that takes a password.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

async function expiryOf(auth: ReturnType<typeof configure>, token: string): Promise<Date> {
  const found = await auth.api.getSession({ headers: bearerOf(token) });
  if (!found) throw new Error('a session was opened and is not there');
  return found.session.expiresAt;
}

function bearerOf(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` });
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
  );
}

function toSessionUser(user: { id: string; email: string; name: string }): SessionUser {
  return { id: user.id, email: user.email, name: user.name, tenant_id: null, role: null };
}
