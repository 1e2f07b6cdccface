import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billTrace } from '../../../../examples/language-model-usage/bill-trace.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-11T10:30:00Z' });
});
afterAll(() => api.stop());

/** A month of requests in the shape of the real trace, some customers beyond every tier and one of them idle. */
const REQUESTS = Array.from({ length: 500 }, (_, row) => ({
  context: row % 25 === 7 ? 0 : 1 + ((row * 7919) % (row % 25 === 3 ? 90_000 : 20_000)),
  generated: row % 25 === 7 ? 0 : 1 + ((row * 104_729) % 1200),
}));

async function* trace(): AsyncIterable<string> {
  yield 'TIMESTAMP,ContextTokens,GeneratedTokens';
  for (const [row, { context, generated }] of REQUESTS.entries()) {
    const day = String(1 + (row % 28)).padStart(2, '0');
    yield `2023-11-${day} 18:17:03.9799600,${context},${generated}`;
  }
}

/** Token by token, in hundred-thousandths of a cent: the slowest way, which knows no tiers but their bounds. */
function naiveTotal(customer: number): number {
  const mine = REQUESTS.filter((_, row) => row % 25 === customer);
  let [context, generated] = [0, 0];
  let tokens = 0;
  for (const request of mine) {
    for (let token = 0; token < request.context; token += 1) {
      context += tokens < 250_000 ? 5000 : tokens < 600_000 ? 3500 : 2000;
      tokens += 1;
    }
  }
  tokens = 0;
  for (const request of mine) {
    for (let token = 0; token < request.generated; token += 1) {
      generated += tokens < 5_000 ? 15_000 : 12_000;
      tokens += 1;
    }
  }
  const cents = (units: number) => Math.floor((units + 50_000) / 100_000);
  return (4900 + cents(context) + cents(generated)) / 100;
}

test('a trace of requests becomes invoices that a count token by token agrees with, and nothing is billed twice', async () => {
  const billed = await billTrace(api.services, trace);
  expect(billed.imports.map(({ rows_accepted, rows_duplicate }) => [rows_accepted, rows_duplicate])).toEqual([
    [1000, 0],
    [0, 1000],
  ]);
  expect(billed.runs).toEqual([25, 0]);
  expect(billed.invoices.map(({ total }) => total)).toEqual(
    Array.from({ length: 25 }, (_, customer) => naiveTotal(customer)),
  );
  const numbers = billed.invoices.map(({ invoice_number }) => invoice_number).toSorted();
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, at) => `INV-2023-${String(at + 1).padStart(3, '0')}`));
  expect(await checkInvariants(api.db)).toEqual([]);

  const again = await billTrace(api.services, trace);
  expect(again.imports.map(({ rows_accepted }) => rows_accepted)).toEqual([0, 0]);
  expect(again.runs).toEqual([0, 0]);
  expect(again.invoices).toEqual(billed.invoices);
  expect(await checkInvariants(api.db)).toEqual([]);
});
