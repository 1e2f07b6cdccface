import type { Services } from '@revenue/api/context';
import { registerHostedInvoices } from '@revenue/api/invoices/hosted/register-hosted-invoices';
import { registerApi } from '@revenue/api/register-api';
import { handleProblems } from '@revenue/api/rest/answer-problems';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { registerApiReference } from './api-reference.ts';
import { registerHealth } from './health.ts';
import { requestIdOf } from './request-ids.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { registerWebApp, sendPage } from './web-app.ts';

const ONE_MIB = 1_048_576;
/** Doors whose every use is told; the rest is health checks and files. */
const TOLD = /^\/(api|trpc|auth)(\/|$)/;

export type ServerOptions = {
  /** Whose X-Forwarded-For is believed; anybody else's would let a guesser of passwords choose an address. */
  trusted_proxies?: string[];
};

/** Every door on one port: tRPC, REST, sign-in, health, the API reference and the web application. */
export async function buildServer(
  services: Services,
  log: Logger,
  { trusted_proxies = [] }: ServerOptions = {},
): Promise<FastifyInstance> {
  const server = bareServer(services, log, trusted_proxies);
  registerHealth(server, services.db);
  await registerApi(server, services);
  await registerApiReference(server);
  await registerWebApp(server);
  await registerHostedInvoices(server, services, sendPage);
  return server;
}

/** What a process without doors still answers: whether it lives and can work. */
export async function buildWorkerServer(services: Services, log: Logger): Promise<FastifyInstance> {
  const server = bareServer(services, log);
  registerHealth(server, services.db);
  return server;
}

function bareServer(services: Services, log: Logger, trusted_proxies: string[] = []): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const server = fastify({
    loggerInstance,
    genReqId: requestIdOf,
    logController: new LogController({ requestIdLogLabel: 'request_id', disableRequestLogging: true }),
    bodyLimit: ONE_MIB,
    trustProxy: trusted_proxies.length > 0 ? trusted_proxies : false,
    // A client that opens a request and never ends it holds a connection for this long at most.
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    // A stop waits for requests, not for browsers that keep a connection open.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 512 },
  });
  logEachRequest(server);
  addSecurityHeaders(server, services.public_url);
  handleProblems(server, services);
  return server;
}

/** One line for each answer. Health checks and files of the web application are only told when something is sought. */
function logEachRequest(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { statusCode: status } = reply;
    const path = withoutSecrets(request.url.split('?', 1)[0] ?? '');
    const fields = { method: request.method, path, status, ms: Math.round(reply.elapsedTime) };
    if (status >= 500 && !path.startsWith('/health/')) request.log.error(fields, 'answered');
    else if (TOLD.test(path)) request.log.info(fields, 'answered');
    else request.log.debug(fields, 'answered');
  });
}

/** A public link is a key; a log is read by more people than should have it. */
function withoutSecrets(path: string): string {
  return path.replace(/^\/i\/[^/]+/, '/i/…');
}
