import {
  NewUsageImport,
  RecordedUsage,
  RecordUsage,
  UsageImportReport,
  UsageRecordInput,
} from '@revenue/billing-core/usage';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** As a document needs it: no reference leads out of it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, id: __, ...json } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
  return json;
}

const json = (schema: Json) => ({ 'application/json': { schema } });
const tags = ['usage'];

export function recordDocument(): Json {
  const one = schemaOf(UsageRecordInput, 'input');
  const many = schemaOf(RecordUsage, 'input');
  return {
    operationId: 'usage-record',
    tags,
    summary: 'Record usage',
    description:
      'One record, up to 1,000 as `{"records": [...]}`, or a bare list. All are taken or none: a fault is answered with ' +
      'the path of each record. An id counts once for ever, so a batch may be sent again.',
    requestBody: { required: true, content: json({ anyOf: [one, many, (many.properties as Json).records] }) },
    responses: {
      200: { description: 'What was new and what was known', content: json(schemaOf(RecordedUsage, 'output')) },
    },
  };
}

export function importDocument(): Json {
  const file_name = (schemaOf(NewUsageImport, 'input').properties as Json).file_name;
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    operationId: 'usage-imports-create',
    tags,
    summary: 'Import a file of usage',
    description:
      'The file is the body. A CSV has a header: id, customer_id or external_customer_id, meter, quantity, occurred_at; ' +
      'every other column is a property. NDJSON has one record a line. Good rows are taken, wrong rows are listed with ' +
      'line, column and reason. A file that cannot be read to its end leaves nothing.',
    parameters: [{ name: 'file_name', in: 'query', required: false, schema: file_name }],
    requestBody: { required: true, content: { 'text/csv': file, 'application/x-ndjson': file } },
    responses: {
      201: { description: 'What became of its rows', content: json(schemaOf(UsageImportReport, 'output')) },
    },
  };
}

export function rejectionsCsvDocument(): Json {
  return {
    operationId: 'usage-imports-rejections-csv',
    tags,
    summary: 'Download the rows that were not taken',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      200: {
        description: 'A CSV with line, column, reason and row',
        content: { 'text/csv': { schema: { type: 'string' } } },
      },
    },
  };
}
