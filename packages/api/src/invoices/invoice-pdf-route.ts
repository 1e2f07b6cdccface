import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import type { PlainRoute } from '../rest/plain-route.ts';
import { renderInvoicePdf } from './render-invoice-pdf.ts';

/** GET /invoices/{id}/pdf: bytes are no JSON, so this is no procedure. */
export const invoicePdfRoute: PlainRoute = {
  method: 'GET',
  path: '/invoices/{id}/pdf',
  role: 'viewer',
  openapi: {
    operationId: 'invoices-pdf',
    tags: ['invoices'],
    summary: 'Get an invoice as PDF',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      200: {
        description: 'The document',
        content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
      },
    },
  },
  handle: async (ctx, request, reply) => {
    const { id } = z.object({ id: Id }).parse(request.params);
    const { file_name, content_hash, content } = await renderInvoicePdf(ctx, { id });
    const tag = `"${content_hash}"`;
    reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="${encodeURIComponent(file_name)}"`)
      .send(Buffer.from(content));
  },
};
