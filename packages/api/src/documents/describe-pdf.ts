/** A route that answers with the PDF of one record, for the OpenAPI document. */
export function describePdf(tag: string, operationId: string, summary: string): Record<string, unknown> {
  const schema = { type: 'string', format: 'binary' };
  return {
    operationId,
    tags: [tag],
    summary,
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: { 200: { description: 'The document', content: { 'application/pdf': { schema } } } },
  };
}
