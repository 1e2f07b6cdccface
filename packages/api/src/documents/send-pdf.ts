import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RenderedDocument } from './render-document.ts';

/** Answers with a document, or with the news that whoever asks has it already. */
export function sendPdf(request: FastifyRequest, reply: FastifyReply, document: RenderedDocument): FastifyReply {
  const tag = `"${document.content_hash}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', dispositionOf(document.file_name))
    .send(Buffer.from(document.content));
}

/** The name in its own letters (RFC 6266), and one for programs that read only ASCII. */
function dispositionOf(file_name: string): string {
  const plain = file_name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file_name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `inline; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
