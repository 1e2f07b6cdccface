import type { FastifyReply } from 'fastify';

/** A picture and nothing else, even for a browser that is shown it as a page. */
export function sendPng(reply: FastifyReply, content: Uint8Array): FastifyReply {
  return reply
    .header('content-type', 'image/png')
    .header('content-security-policy', "default-src 'none'")
    .header('cache-control', 'private, no-cache')
    .send(Buffer.from(content));
}
