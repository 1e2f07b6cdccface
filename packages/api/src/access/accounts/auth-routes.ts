import { ChangePassword, SignIn } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OperationContext, Services } from '../../context.ts';
import { requestContext } from '../../request-context.ts';
import { answerProblems } from '../../rest/answer-problems.ts';
import { readBodies } from '../../rest/read-bodies.ts';
import { refuseForeignOrigin } from '../../same-origin.ts';
import { credentialOf, SESSION_COOKIE } from '../credential.ts';
import { getCurrentSession } from '../get-current-session.ts';
import type { BuiltInAccounts } from './authenticator.ts';
import { createSignInLimit } from './sign-in-limit.ts';

const Token = z.string().min(1).max(4096);
const ValidateSession = z.object({ sessionToken: Token });
const AdoptSession = z.strictObject({ session_token: Token });

/** /auth: sign in, sign out, who am I, and the protocol by which others ask us whose session a token is. */
export async function registerAuthRoutes(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(
    async (scope) => {
      readBodies(scope);
      answerProblems(scope, services);
      // Signing a stranger's browser in is an attack too, so these routes look at the origin even without a cookie.
      scope.addHook('onRequest', async (request) => refuseForeignOrigin(request, { anonymous_too: true }));
      scope.get('/session', async (request) => getCurrentSession(await operationOf(services, request)));
      scope.post('/sign-out', async (request, reply) => signOut(services, request, reply));
      if (services.auth.kind === 'built_in') registerAccounts(scope, services, services.auth);
      else registerAdoption(scope, services, services.auth.url);
    },
    { prefix: '/auth' },
  );
}

function registerAccounts(scope: FastifyInstance, services: Services, accounts: BuiltInAccounts): void {
  const limit = createSignInLimit(services.clock);
  scope.post('/sign-in', async (request, reply) => {
    const { email, password } = SignIn.parse(request.body ?? {});
    limit.attempt(email, request.ip);
    const user_agent = request.headers['user-agent']?.slice(0, 255) ?? null;
    const signedIn = await accounts.signIn(email.toLowerCase(), password, { ip: request.ip, user_agent });
    if (!signedIn) throw new BillingError('invalid_credentials', 'The e-mail address or the password is wrong.');
    limit.forgive(email, request.ip);
    setCookie(services, reply, signedIn.session_token, signedIn.expires_at);
    return reply.send({ session_token: signedIn.session_token, user: signedIn.user });
  });
  scope.post('/change-password', async (request, reply) => {
    const { current_password, new_password } = ChangePassword.parse(request.body ?? {});
    const token = credentialOf(request)?.token ?? '';
    const user = await accounts.validate(token);
    if (!user) throw new BillingError('unauthenticated', 'Sign in first; API keys have no password.');
    limit.attempt(user.email, request.ip);
    if (!(await accounts.changePassword(token, current_password, new_password))) {
      throw new BillingError('invalid_credentials', 'The current password is wrong.');
    }
    limit.forgive(user.email, request.ip);
    const { session_token, expires_at } = await reopen(accounts, request, user.email, new_password);
    setCookie(services, reply, session_token, expires_at);
    return reply.send({ session_token, user });
  });
  scope.post('/validate', async (request) => {
    const { sessionToken } = ValidateSession.parse(request.body ?? {});
    const user = await accounts.validate(sessionToken);
    return user ? { valid: true, user } : { valid: false, user: null };
  });
}

/** A new password ends every session, so the one that changed it goes on under a new one. */
async function reopen(accounts: BuiltInAccounts, request: FastifyRequest, email: string, password: string) {
  const user_agent = request.headers['user-agent']?.slice(0, 255) ?? null;
  const signedIn = await accounts.signIn(email, password, { ip: request.ip, user_agent });
  if (!signedIn) throw new Error('the new password does not open the account');
  return signedIn;
}

/** With an auth server of the company's own, people sign in there and bring the token here. */
function registerAdoption(scope: FastifyInstance, services: Services, url: string): void {
  scope.post('/sign-in', async (request, reply) => {
    const adopted = AdoptSession.safeParse(request.body ?? {});
    if (!adopted.success) {
      throw new BillingError(
        'accounts_elsewhere',
        `Accounts are kept at ${url}: sign in there and send session_token.`,
      );
    }
    const { session_token } = adopted.data;
    const user = await services.auth.validate(session_token);
    if (!user) throw new BillingError('invalid_session', 'The auth server does not know this session.');
    setCookie(services, reply, session_token, null);
    return reply.send({ session_token, user });
  });
}

async function signOut(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const credential = credentialOf(request);
  if (credential && services.auth.kind === 'built_in') await services.auth.signOut(credential.token);
  reply.clearCookie(SESSION_COOKIE, { path: '/' });
  return reply.code(204).send();
}

function setCookie(services: Services, reply: FastifyReply, token: string, expires: Date | null): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: services.public_url.startsWith('https:'),
    ...(expires ? { expires } : {}),
  });
}

function operationOf(services: Services, request: FastifyRequest): Promise<OperationContext> {
  return requestContext(services, request).operation();
}
