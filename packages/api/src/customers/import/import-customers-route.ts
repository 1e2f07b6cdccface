import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CustomerImportReport, ImportCustomers } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { z } from 'zod';
import type { PlainRoute } from '../../rest/plain-route.ts';
import { importCustomers } from './import-customers.ts';
import { MAX_FILE_MEBIBYTES } from './read-customer-rows.ts';

type Json = Record<string, unknown>;

/** As a document needs it: no reference leads out of it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, id: __, ...json } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
  return json;
}

const parameters = Object.entries(schemaOf(ImportCustomers, 'input').properties as Json).map(([name, schema]) => ({
  name,
  in: 'query',
  required: false,
  schema,
}));

/** POST /customers/imports: the CSV itself is the body. */
export const importCustomersRoute: PlainRoute = {
  method: 'POST',
  path: '/customers/imports',
  role: 'support',
  body_limit_bytes: MAX_FILE_MEBIBYTES * 1_048_576,
  streams: ['text/csv'],
  openapi: {
    operationId: 'customers-imports-create',
    tags: ['customers'],
    summary: 'Import customers from a CSV',
    description:
      'The file is the body. Its header names the columns: name and email, and any other field of a customer. A dry run ' +
      'unless dry_run=false: the same report, nothing written. Good rows go in, bad ones are listed with line, column ' +
      'and reason.',
    parameters,
    requestBody: {
      required: true,
      content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: {
      200: {
        description: 'What became of its rows, or would',
        content: { 'application/json': { schema: schemaOf(CustomerImportReport, 'output') } },
      },
    },
  },
  handle: async (ctx, request) => {
    const options = ImportCustomers.parse(request.query);
    if (!(request.body instanceof Readable)) {
      throw new BillingError(
        'unsupported_media_type',
        'The file is sent as text/csv, named by the header Content-Type.',
      );
    }
    return importCustomers(ctx, { ...options, content: await buffer(request.body) });
  },
};
