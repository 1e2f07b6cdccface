import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@revenue/billing-core/access';
import { type MovableClock, movableClock } from '@revenue/billing-core/time';
import { newId } from '@revenue/db/ids';
import { openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import { createDiskStore } from '@revenue/documents/disk-store';
import { createRenderPool } from '@revenue/documents/render-pool';
import { createOutboxTransport } from '@revenue/emails/transports/outbox';
import { openJobQueue } from '@revenue/jobs/job-queue';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Authenticator } from '../../src/access/accounts/authenticator.ts';
import { createBuiltInAccounts } from '../../src/access/accounts/built-in-accounts.ts';
import { createApiKey } from '../../src/access/create-api-key.ts';
import { type OperationContext, type Services, systemContext } from '../../src/context.ts';
import { registerHostedInvoices } from '../../src/invoices/hosted/register-hosted-invoices.ts';
import { registerApi } from '../../src/register-api.ts';
import { createCaller } from '../../src/router.ts';
import { createTenant } from '../../src/tenants/create-tenant.ts';
import { makeSession } from './make-session.ts';
import { type Answer, type RequestOptions, sendJson } from './send-json.ts';

export type Caller = ReturnType<typeof createCaller>;

/** A tenant with a way in for every role. */
export interface TestTenant {
  tenant_id: string;
  /** An API key with the role owner. */
  api_key: string;
  /** The session token of a person who owns the tenant. */
  session_token: string;
  /** The context of operations called directly. */
  ctx: OperationContext;
  /** The router, called as the owner of this tenant. */
  caller: Caller;
  /** The router, called with less than every right. */
  callerAs(role: Role): Caller;
  /** REST, with the tenant's API key: `rest('POST', '/api/customers', { body })`. */
  rest(method: string, path: string, options?: RequestOptions): Promise<Answer>;
}

export interface TestApi extends TestTenant {
  url: string;
  db: TestDatabase;
  clock: MovableClock;
  services: Services;
  fastify: FastifyInstance;
  /** Another tenant on the same server. */
  addTenant(slug: string): Promise<TestTenant>;
  stop(): Promise<void>;
}

export interface StartApiOptions {
  now?: string;
  auth?: (services: Pick<Services, 'db' | 'clock'>) => Authenticator;
  services?: Partial<Services>;
}

const MAIL_FROM = 'billing@revenue.example';

/** A real server on a free port over a database of its own, with one tenant and a clock that the test moves. */
export async function startApi(options: StartApiOptions = {}): Promise<TestApi> {
  const db = await openTestDatabase();
  const clock = movableClock(options.now ?? '2026-01-11T10:30:00Z');
  const public_url = 'http://localhost';
  const auth = options.auth?.({ db, clock }) ?? createBuiltInAccounts({ db, public_url });
  const log = { info: () => undefined, warn: () => undefined, error: reportError };
  const jobs = await openJobQueue({ systemUrl: db.systemUrl, onError: () => undefined });
  const folder = await mkdtemp(join(tmpdir(), 'revenue-documents-'));
  // Threads start when the first document is asked for, so a test that draws none pays nothing.
  const renderer = createRenderPool({ size: 1 });
  const papers = { documents: createDiskStore(folder), renderer, mail: createOutboxTransport(), mail_from: MAIL_FROM };
  const services: Services = { db, clock, auth, jobs, log, public_url, ...papers, ...options.services };
  const fastify = Fastify({ genReqId: () => randomUUID(), forceCloseConnections: true });
  await registerApi(fastify, services);
  await registerHostedInvoices(fastify, services, (reply) => reply.type('text/html').send('<!doctype html>'));
  const url = await fastify.listen({ host: '127.0.0.1', port: 0 });
  const addTenant = (slug: string) => makeTestTenant(services, url, slug);
  const tenant = await addTenant('acme');
  const stop = async () => {
    await fastify.close();
    await jobs.stop(0);
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
    await db.close();
  };
  return { ...tenant, url, db, clock, services, fastify, addTenant, stop };
}

/** A test that meets a 500 should show why. */
function reportError(fields: object, message: string): void {
  console.error(message, fields);
}

async function makeTestTenant(services: Services, url: string, slug: string): Promise<TestTenant> {
  const { id: tenant_id } = await createTenant(services, { name: `${slug} Inc.`, slug });
  const ctx = systemContext(services, tenant_id, 'test');
  const { secret: api_key } = await createApiKey(ctx, { name: 'test', role: 'owner' });
  const session_token = await makeSession(ctx, `owner@${slug}.example`, 'owner');
  return {
    tenant_id,
    api_key,
    session_token,
    ctx,
    caller: callerOf(ctx),
    callerAs: (role) => callerOf({ ...ctx, actor: { ...ctx.actor, type: 'user', id: newId(ctx.clock.now()), role } }),
    rest: (method, path, options = {}) => sendJson(url, method, path, { token: api_key, ...options }),
  };
}

function callerOf(ctx: OperationContext): Caller {
  const door = { services: ctx, request_id: ctx.request_id, credential: null, requested_tenant_id: null };
  return createCaller({ ...door, operation: async () => ctx });
}
