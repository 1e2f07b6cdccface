import { LanguageChoice } from '@revenue/billing-core/languages';
import { Id } from '@revenue/billing-core/wire';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

const Params = z.object({ id: Id });

/** `?language=`, of documents and of public pages. */
export const LanguageQuery = z.object({ language: LanguageChoice.optional() });

/** Which document of a route `/…/{id}/pdf`, and in which language. */
export function readPdfRequest({ params, query }: FastifyRequest) {
  return { ...Params.parse(params), ...LanguageQuery.parse(query) };
}
