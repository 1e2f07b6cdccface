import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const PAGE = '/docs/api';
const BUNDLE = `${PAGE}/bundle`;

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <title>Revenue API reference</title>
    <link rel="icon" href="/icon.svg" />
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
  </head>
  <body>
    <div id="app"></div>
    <script src="${BUNDLE}/js/scalar.js"></script>
    <script src="${PAGE}/begin.js"></script>
  </body>
</html>
`;

/** No request leaves the machine: no proxy, fonts, telemetry or assistant of the maker's. */
const BEGIN = `Scalar.createApiReference('#app', {
  url: '/openapi.json',
  proxyUrl: '',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  persistAuth: false,
});
`;

/** The API reference from the bundle in its package. The page is ours because the package's own holds an inline script. */
export async function registerApiReference(fastify: FastifyInstance): Promise<void> {
  await fastify.register(apiReference, {
    routePrefix: `${BUNDLE}/`,
    configuration: { url: '/openapi.json' },
    hooks: {
      onRequest: (request, reply, done) => (request.url.endsWith('.js') ? done() : void reply.redirect(PAGE)),
    },
  });
  fastify.get(PAGE, async (_request, reply) => reply.type('text/html; charset=utf-8').send(HTML));
  fastify.get(`${PAGE}/begin.js`, async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(BEGIN));
}
