import { currencyExponent } from '@revenue/billing-core/money';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Cell, toCsv } from '../exports/to-csv.ts';
import { readQuery } from '../rest/read-query.ts';

export type Cells = Record<string, string | number | null>;

export function queryOf(schema: z.ZodObject, query: unknown): Record<string, unknown> {
  return readQuery(schema, query as Record<string, unknown>);
}

/** Amounts with all the places of their currency, as bookkeeping programs read them; what is no amount (`others`) as it is. */
export function plainAmounts(
  row: Record<string, string | number | null> & { currency: string },
  others: readonly string[] = ['invoices', 'share_percent'],
): Cells {
  const places = currencyExponent(row.currency);
  const cells: Cells = {};
  for (const name in row) {
    const value = row[name] ?? null;
    cells[name] = typeof value === 'number' && !others.includes(name) ? value.toFixed(places) : value;
  }
  return cells;
}

export type Table = { header: readonly string[]; rows: readonly (readonly Cell[])[] };

/** Their first row names the columns. */
export function sendCsv(reply: FastifyReply, name: string, rows: Cells[]): FastifyReply {
  return sendTable(reply, name, { header: Object.keys(rows[0] ?? {}), rows: rows.map(Object.values) });
}

/** Without rows there is nothing to name, and the CSV is empty. */
export function sendTable(reply: FastifyReply, name: string, { header, rows }: Table): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(rows.length === 0 ? '' : toCsv([header]) + toCsv(rows));
}

export function csvDocument(operationId: string, summary: string, query: z.ZodObject): Record<string, unknown> {
  const { properties } = z.toJSONSchema(query, { io: 'input', reused: 'inline' }) as {
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
  return { operationId, tags: ['reports'], summary, parameters, responses: { 200: { description: 'A CSV', content } } };
}
