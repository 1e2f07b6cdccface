import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REPOSITORY } from './env.ts';

export const WEB_APP = join(REPOSITORY, 'apps', 'revenue-web', 'dist');

/** Doors of their own: an unknown path below one is an error, not a page of the web application. */
const DOORS = /^\/(api|trpc|auth|health|docs|openapi\.json)(\/|\?|$)/;
/** Files whose name changes with their content. */
const ASSETS = `${join(WEB_APP, 'assets')}/`;

/** Serves the built web application, and its one page for every address that is a place inside it. */
export async function registerWebApp(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: WEB_APP,
    // The list of files is read once: a request can name no other file.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // A page whose address is a secret has said so already.
      if (reply.hasHeader('cache-control')) return;
      reply.header('cache-control', path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/*', async (request, reply) => (isPage(request) ? sendPage(reply) : reply.callNotFound()));
}

function isPage(request: FastifyRequest): boolean {
  if (DOORS.test(request.url)) return false;
  return (request.headers.accept ?? '*/*').includes('text/html') || !/\.\w+$/.test(request.url.split('?', 1)[0] ?? '');
}

/** The one page of the web application, under the status already set. */
export function sendPage(reply: FastifyReply): FastifyReply {
  if (existsSync(join(WEB_APP, 'index.html'))) return reply.sendFile('index.html');
  return reply.code(503).type('text/plain; charset=utf-8').send('The web application is not built: run pnpm build.\n');
}
