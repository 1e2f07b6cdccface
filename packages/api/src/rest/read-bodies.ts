import { BillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance } from 'fastify';
import { parseExactJson } from './exact-json.ts';

/** JSON is the only body of this scope. It is read as strict UTF-8, and no number in it is rounded. */
export function readBodies(scope: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseExactJson(utf8.decode(body)));
    } catch (error) {
      const message = error instanceof Error ? error.message : 'not valid JSON';
      const errors = [{ path: '', message }];
      done(new BillingError('malformed_body', `The body is not valid JSON: ${message}`, { errors }));
    }
  });
}
