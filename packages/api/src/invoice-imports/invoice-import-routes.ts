import { Readable } from 'node:stream';
import { BillingError } from '@revenue/billing-core/errors';
import { InvoiceImportReport, NewInvoiceImport } from '@revenue/billing-core/invoice-imports';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { MAX_FILE_MEBIBYTES } from '../files/spooled-file.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { getInvoiceImport } from './get-invoice-import.ts';
import { importInvoices } from './import-invoices.ts';
import { refusedRowsCsv } from './refused-rows-csv.ts';

type Json = Record<string, unknown>;

const tags = ['invoices'];

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, id: __, ...json } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
  return json;
}

function parametersOf(schema: z.ZodType): Json[] {
  const properties = schemaOf(schema, 'input').properties as Json;
  return Object.entries(properties).map(([name, of]) => ({ name, in: 'query', required: false, schema: of }));
}

/** POST /invoices/imports: the file itself is the body, read as a stream. */
export const importInvoicesRoute: PlainRoute = {
  method: 'POST',
  path: '/invoices/imports',
  role: 'finance',
  body_limit_bytes: MAX_FILE_MEBIBYTES * 1_048_576,
  streams: ['text/csv'],
  openapi: {
    operationId: 'invoices-imports-create',
    tags,
    summary: 'Import a file of past invoices',
    description:
      'The file is the body: a CSV in UTF-8, a row a line, with a header. The parameters say which column holds what; ' +
      'without any, the columns are called number, date, customer, customer_name, product, description, quantity, ' +
      'unit_price, currency and country. Invoices come in paid. A document is taken whole or refused whole; one that was ' +
      'imported before changes nothing.',
    parameters: parametersOf(NewInvoiceImport),
    requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } },
    responses: {
      201: {
        description: 'What became of its rows',
        content: { 'application/json': { schema: schemaOf(InvoiceImportReport, 'output') } },
      },
    },
  },
  handle: async (ctx, request, reply) => {
    const input = NewInvoiceImport.parse(request.query);
    if (!(request.body instanceof Readable)) {
      throw new BillingError('unsupported_media_type', 'Send the file as text/csv.');
    }
    const report = await importInvoices(ctx, input, request.body);
    void reply.code(201);
    return report;
  },
};

/** GET /invoices/imports/{id}/refused.csv: to be mended in a spreadsheet. */
export const refusedRowsCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/invoices/imports/{id}/refused.csv',
  role: 'viewer',
  openapi: {
    operationId: 'invoices-imports-refused-csv',
    tags,
    summary: 'Download the rows that were not taken',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      200: {
        description: 'A CSV with line, number, reason, message and row',
        content: { 'text/csv': { schema: { type: 'string' } } },
      },
    },
  },
  handle: async (ctx, request, reply) => {
    const { id } = z.object({ id: Id }).parse(request.params);
    const { file_name } = await getInvoiceImport(ctx, { id });
    const name = encodeURIComponent(`refused rows of ${file_name.replace(/\.csv$/i, '')}.csv`);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(refusedRowsCsv(ctx, id));
  },
};
