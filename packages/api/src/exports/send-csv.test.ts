import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type CsvSource, sendCsv } from './send-csv.ts';

type Arguments = Parameters<typeof sendCsv>;

it('answers what fails before the first row, and the process goes on', async () => {
  const source: CsvSource = { name: 'customers', header: [], statement: '', values: [], cells: () => [] };
  const db = { withTenantSql: () => Promise.reject(new Error('the database is away')) };
  const ctx = { tenant_id: 'acme', db } as unknown as Arguments[0];
  await expect(sendCsv(ctx, {} as Arguments[1], source)).rejects.toThrow('the database is away');
  // An error that nobody hears would be thrown here.
  await setImmediate();
});
