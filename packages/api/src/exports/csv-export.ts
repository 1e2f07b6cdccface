import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { readQuery } from '../rest/read-query.ts';
import type { exportColumns } from './export-columns.ts';
import { sendCsv } from './send-csv.ts';

export interface CsvExport<Query extends z.ZodObject> {
  path: string;
  tag: string;
  summary: string;
  /** The filters and the order of the list. */
  query: Query;
  /** The file's, without the ending. */
  name: string;
  columns: ReturnType<typeof exportColumns>;
  statement: (ctx: OperationContext, input: z.output<Query>) => { statement: string; values: unknown[] };
}

/** The route of a list as a file: the same filters, every row that matches, in the same order. */
export function csvExport<Query extends z.ZodObject>(csv: CsvExport<Query>): PlainRoute {
  return {
    method: 'GET',
    path: csv.path,
    role: 'viewer',
    openapi: csvDocument(csv),
    handle: (ctx, request, reply) => {
      const input = csv.query.parse(readQuery(csv.query, request.query as Record<string, unknown>));
      return sendCsv(ctx, reply, { name: csv.name, ...csv.columns, ...csv.statement(ctx, input) });
    },
  };
}

/** The description of a CSV for the API reference. */
export function csvDocument(csv: { path: string; tag: string; summary: string; query: z.ZodObject }) {
  const { properties } = z.toJSONSchema(csv.query, { io: 'input', reused: 'inline' }) as {
    properties: Record<string, Record<string, unknown>>;
  };
  const parameters = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema,
  }));
  const content = { 'text/csv': { schema: { type: 'string' } } };
  return {
    operationId: csv.path.slice(1).replaceAll(/[/.]/g, '-'),
    tags: [csv.tag],
    summary: csv.summary,
    parameters,
    responses: { 200: { description: 'A CSV', content } },
  };
}
