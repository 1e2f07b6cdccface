import { LANGUAGES } from '@revenue/billing-core/languages';

/** A route that answers with the PDF of one record, for the OpenAPI document. */
export function describePdf(tag: string, operationId: string, summary: string): Record<string, unknown> {
  const description = 'In which language; that in which it was issued unless given, of a draft that of the customer.';
  const schema = { type: 'string', format: 'binary' };
  return {
    operationId,
    tags: [tag],
    summary,
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'language', in: 'query', description, schema: { type: 'string', enum: LANGUAGES } },
    ],
    responses: { 200: { description: 'The document', content: { 'application/pdf': { schema } } } },
  };
}
