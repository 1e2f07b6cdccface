import type { Role } from '@revenue/billing-core/access';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { z } from 'zod';
import { Problem } from './http-errors.ts';
import { PLAIN_ROUTES } from './plain-routes.ts';
import { hoistDefinitions } from './rest/hoist-definitions.ts';
import { procedureRoutes } from './rest/procedure-routes.ts';
import { BASE_PATH } from './rest/register-rest.ts';
import { appRouter } from './router.ts';

type Json = Record<string, unknown>;
type Operation = Json & { responses: Json; parameters?: Json[]; security?: Json[] };

const DESCRIPTION = `Money is in major units as JSON numbers (298.00 is 298); inputs may also be decimal strings.
Days are ISO days, instants are UTC. Lists are paged with \`limit\` and \`cursor\`. Every POST takes an
\`Idempotency-Key\`. Errors are RFC 9457 problem documents with a stable \`code\` and the path of each fault.`;

/** The OpenAPI 3.1 document of the REST door, made from the same procedures that serve it. */
export function openApiDocument(): Json {
  const document = generateOpenApiDocument(appRouter, {
    title: 'Revenue',
    description: DESCRIPTION,
    version: '1.0.0',
    openApiVersion: '3.1.0',
    baseUrl: BASE_PATH,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key (rk_…).' },
      session: { type: 'apiKey', in: 'cookie', name: 'revenue_session' },
    },
  }) as unknown as Json & { paths: Record<string, Record<string, Operation>>; components: Json };
  addPlainRoutes(document.paths);
  for (const route of procedureRoutes(appRouter)) {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()];
    if (!operation) continue;
    finish(operation, route.method, route.status, 'version' in route.input.shape);
    if (route.role) operation.description = neededRole(operation, route.role);
  }
  document.components.responses = problemComponents();
  document.components.schemas = ownSchemas(document.components.schemas);
  return hoistDefinitions(JSON.parse(JSON.stringify(document)), [z.toJSONSchema(Problem) as Json]);
}

function addPlainRoutes(paths: Record<string, Record<string, Operation>>): void {
  for (const route of PLAIN_ROUTES) {
    const method = route.method.toLowerCase();
    const operations = paths[route.path] ?? {};
    paths[route.path] = operations;
    if (operations[method]) continue;
    const responses = (route.openapi?.responses ?? { 200: { description: 'Successful response' } }) as Json;
    const parameters = [...((route.openapi?.parameters ?? []) as Json[]), ...(method === 'post' ? [onceUnder()] : [])];
    operations[method] = {
      security: SECURITY,
      ...route.openapi,
      description: neededRole(route.openapi ?? {}, route.role),
      ...(parameters.length > 0 ? { parameters } : {}),
      responses: { ...responses, ...problemResponses() },
    };
  }
}

const SECURITY = [{ bearer: [] }, { session: [] }];

/** Says what the generator cannot know: 201 on create, our errors, and the headers that every route of a kind takes. */
function finish(operation: Operation, method: string, status: number, versioned: boolean): void {
  const { 200: success } = operation.responses;
  operation.responses = { [status]: success, ...problemResponses() };
  const headers: Json[] = [];
  if (method === 'POST') headers.push(onceUnder());
  if (versioned) headers.push(header('If-Match', 'The ETag last seen; 412 when the record has changed since.'));
  const kept = (operation.parameters ?? []).filter((parameter) => !(versioned && parameter.name === 'version'));
  if (kept.length + headers.length > 0) operation.parameters = [...kept, ...headers];
}

function neededRole({ description }: Json, role: Role): string {
  const sentence = `Needs the role \`${role}\`.`;
  return typeof description === 'string' ? `${description}\n\n${sentence}` : sentence;
}

const onceUnder = () =>
  header(
    'Idempotency-Key',
    'Repeating a request under the same key does it once; 409 with Retry-After while the first is still being worked on.',
  );

function header(name: string, description: string): Json {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}

/** How long to wait, where waiting helps: always with 429, and with 409 while the key of a request is being worked on. */
const RETRY_AFTER = {
  'Retry-After': {
    description: 'Ask again after so many seconds. With 409 only where the code is `idempotency_in_progress`.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const PROBLEMS: Record<string, [name: string, description: string, headers?: Json]> = {
  401: ['Unauthenticated', 'Nobody is signed in'],
  403: ['Forbidden', 'The role is too low, or there is no tenant'],
  404: ['NotFound', 'There is no such record in this tenant'],
  409: ['Conflict', 'Conflicts with what is there, or is not possible in this state', RETRY_AFTER],
  422: ['NotValid', 'The request is not valid; `errors` has the path of each fault'],
  429: ['TooMany', 'Too many requests; see Retry-After', RETRY_AFTER],
  500: ['OurFault', 'Our fault; name the request_id'],
};

/** What every operation may answer instead, by reference. */
function problemResponses(): Json {
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, [name]]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
}

function problemComponents(): Json {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    Object.values(PROBLEMS).map(([name, description, headers]) => [
      name,
      { description, ...(headers ? { headers } : {}), content },
    ]),
  );
}

/** Without the generator's own error shapes, which nothing refers to any more. */
function ownSchemas(schemas: unknown): Json {
  return Object.fromEntries(Object.entries((schemas ?? {}) as Json).filter(([name]) => !name.startsWith('error.')));
}
