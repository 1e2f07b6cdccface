import { currencyExponent } from '@revenue/billing-core/money';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { toCsv } from '../exports/to-csv.ts';
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
  const isAmount = (name: string) => !others.includes(name);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && isAmount(name) ? value.toFixed(places) : value,
    ]),
  );
}

/** Their first row names the columns; without rows there is nothing to name. */
export function sendCsv(reply: FastifyReply, name: string, rows: Cells[]): FastifyReply {
  const header = rows.slice(0, 1).map(Object.keys);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(toCsv([...header, ...rows.map(Object.values)]));
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
