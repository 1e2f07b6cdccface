import { CUSTOMERS, externalIdOf } from './catalogue.ts';

/**
 * The trace as a CSV of usage. Row i (from 0, the header left out) is a request of customer i mod 25, and makes two
 * records: the tokens it brought and the tokens it got.
 */
export async function* usageOfTrace(lines: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  yield encode('id,external_customer_id,meter,quantity,occurred_at');
  let row = -1;
  for await (const line of lines) {
    if (row >= 0 && line.trim() !== '') yield encode(recordsOf(row, line.trim()));
    if (row < 0 || line.trim() !== '') row += 1;
  }
}

function recordsOf(row: number, line: string): string {
  const [timestamp = '', context, generated] = line.split(',');
  const customer = externalIdOf(row % CUSTOMERS);
  // The trace's times are UTC and do not say so; usage without a zone is refused.
  const at = `${timestamp.replace(' ', 'T')}Z`;
  return [
    `request-${row}-context,${customer},context_tokens,${context},${at}`,
    `request-${row}-generated,${customer},generated_tokens,${generated},${at}`,
  ].join('\n');
}

const encoder = new TextEncoder();
const encode = (text: string) => encoder.encode(`${text}\n`);
