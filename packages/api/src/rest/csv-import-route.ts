import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BillingError } from '@revenue/billing-core/errors';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { MAX_IMPORT_MEBIBYTES } from '../files/read-csv-rows.ts';
import { atMost } from '../files/spooled-file.ts';
import type { PlainRoute } from './plain-route.ts';

type Json = Record<string, unknown>;

/** As a document needs it: no reference leads out of it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, id: __, ...json } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
  return json;
}

interface CsvImport<Options> {
  /** Plural, as in the path: customers. */
  noun: string;
  role: PlainRoute['role'];
  /** Which columns the file needs, as a sentence. */
  columns: string;
  options: z.ZodType<Options>;
  report: z.ZodType;
  run: (ctx: OperationContext, file: Options & { content: Uint8Array }) => Promise<unknown>;
}

/** POST /<noun>/imports: the CSV itself is the body. */
export function csvImportRoute<Options extends object>(one: CsvImport<Options>): PlainRoute {
  const { noun, role, columns, options, report, run } = one;
  const parameters = Object.entries(schemaOf(options, 'input').properties as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
  return {
    method: 'POST',
    path: `/${noun}/imports`,
    role,
    body_limit_bytes: MAX_IMPORT_MEBIBYTES * 1_048_576,
    streams: ['text/csv'],
    openapi: {
      operationId: `${noun}-imports-create`,
      tags: [noun],
      summary: `Import ${noun} from a CSV`,
      description:
        `The file is the body. Its header names the columns: ${columns}. A dry run ` +
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
          content: { 'application/json': { schema: schemaOf(report, 'output') } },
        },
      },
    },
    handle: async (ctx, request) => {
      const given = options.parse(request.query);
      if (!(request.body instanceof Readable)) {
        throw new BillingError(
          'unsupported_media_type',
          'The file is sent as text/csv, named by the header Content-Type.',
        );
      }
      return run(ctx, { ...given, content: await buffer(atMost(MAX_IMPORT_MEBIBYTES, request.body)) });
    },
  };
}
