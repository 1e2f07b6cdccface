import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RenderedDocument } from './render-invoice-pdf.ts';

/** Answers with a document, or with the news that whoever asks has it already. */
export function sendPdf(request: FastifyRequest, reply: FastifyReply, document: RenderedDocument): FastifyReply {
  const tag = `"${document.content_hash}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${encodeURIComponent(document.file_name)}"`)
    .send(Buffer.from(document.content));
}
