import { Readable } from 'node:stream';
import { BillingError } from '@revenue/billing-core/errors';
import { NewUsageImport } from '@revenue/billing-core/usage';
import { Id } from '@revenue/billing-core/wire';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_FILE_MEBIBYTES } from '../files/spooled-file.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import type { UsageFormat } from './files/read-rows.ts';
import { getUsageImport } from './get-usage-import.ts';
import { importUsage } from './import-usage.ts';
import { importDocument, rejectionsCsvDocument } from './openapi.ts';
import { rejectionsCsv } from './rejections-csv.ts';

const FORMATS: Record<string, UsageFormat> = { 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' };

/** POST /usage/imports: the file itself is the body, read as a stream. */
export const importUsageRoute: PlainRoute = {
  method: 'POST',
  path: '/usage/imports',
  role: 'finance',
  body_limit_bytes: MAX_FILE_MEBIBYTES * 1_048_576,
  streams: Object.keys(FORMATS),
  openapi: importDocument(),
  handle: async (ctx, request, reply) => {
    const { file_name } = NewUsageImport.parse(request.query);
    const { format, content } = fileOf(request);
    const report = await importUsage(ctx, { file_name, format, content });
    void reply.code(201);
    return report;
  },
};

/** GET /usage/imports/{id}/rejections.csv: to be mended in a spreadsheet. */
export const rejectionsCsvRoute: PlainRoute = {
  method: 'GET',
  path: '/usage/imports/{id}/rejections.csv',
  role: 'viewer',
  openapi: rejectionsCsvDocument(),
  handle: async (ctx, request, reply) => {
    const { id } = z.object({ id: Id }).parse(request.params);
    const { file_name } = await getUsageImport(ctx, { id });
    const name = encodeURIComponent(`rejected rows of ${file_name.replace(/\.csv$/i, '')}.csv`);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(rejectionsCsv(ctx, id));
  },
};

function fileOf(request: FastifyRequest): { format: UsageFormat; content: Readable } {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const format = FORMATS[type];
  if (format && request.body instanceof Readable) return { format, content: request.body };
  throw new BillingError(
    'unsupported_media_type',
    `The file is sent as ${Object.keys(FORMATS).join(' or ')}, named by the header Content-Type; "${type}" is neither.`,
  );
}
