import { Readable } from 'node:stream';
import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyRequest } from 'fastify';
import type { PlainRoute } from '../rest/plain-route.ts';
import { changeLogo } from './change-logo.ts';
import { getLogo } from './load-logo.ts';
import { sendPng } from './send-png.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/svg+xml'];
const MAX_KIBIBYTES = 512;
const MAX_BYTES = MAX_KIBIBYTES * 1024;
const tags = ['tenants'];
const path = '/tenant/logo';
const settings = {
  200: {
    description: 'The settings',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Tenant' } } },
  },
};

/** GET /tenant/logo: as PNG, whatever was sent. */
export const getLogoRoute: PlainRoute = {
  method: 'GET',
  path,
  role: 'viewer',
  openapi: {
    operationId: 'tenants-logo',
    tags,
    summary: 'Get the logo of documents',
    responses: {
      200: { description: 'The logo', content: { 'image/png': { schema: { type: 'string', format: 'binary' } } } },
    },
  },
  handle: async (ctx, _request, reply) => sendPng(reply, await getLogo(ctx)),
};

/** PUT /tenant/logo: the picture itself is the body. */
export const setLogoRoute: PlainRoute = {
  method: 'PUT',
  path,
  role: 'admin',
  body_limit_bytes: MAX_BYTES,
  streams: TYPES,
  openapi: {
    operationId: 'tenants-set-logo',
    tags,
    summary: 'Set the logo of documents',
    description: `PNG, JPEG or SVG of at most ${MAX_KIBIBYTES} KiB. It is drawn anew as PNG; nothing else of it is kept.`,
    requestBody: {
      required: true,
      content: Object.fromEntries(TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
    },
    responses: settings,
  },
  handle: async (ctx, request) => changeLogo(ctx, await pictureOf(request)),
};

/** DELETE /tenant/logo */
export const removeLogoRoute: PlainRoute = {
  method: 'DELETE',
  path,
  role: 'admin',
  openapi: { operationId: 'tenants-remove-logo', tags, summary: 'Remove the logo of documents', responses: settings },
  handle: async (ctx) => changeLogo(ctx, null),
};

async function pictureOf(request: FastifyRequest): Promise<Uint8Array> {
  if (!(request.body instanceof Readable)) {
    const type = request.headers['content-type'] ?? '';
    throw new BillingError(
      'unsupported_media_type',
      `A logo is sent as ${TYPES.join(', ')}; "${type}" is none of them.`,
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES)
      throw new BillingError('payload_too_large', `A logo is at most ${MAX_KIBIBYTES} KiB; save it smaller.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
