import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { verifyInvariants } from './verify-invariants.ts';

let api: TestApi;
const errors: object[] = [];

beforeAll(async () => {
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void errors.push(fields) };
  api = await startApi({ services: { log } });
});
afterAll(() => api.stop());

it('the nightly verification is quiet while all is well, and fails loudly, naming tenant and row, when it is not', async () => {
  await verifyInvariants(api.services);
  expect(errors).toEqual([]);
  await api.db.withTenantSql(api.tenant_id, (client) =>
    client.query(`INSERT INTO number_counters VALUES ($1, 'invoice', '2031', 1)`, [api.tenant_id]),
  );
  await expect(verifyInvariants(api.services)).rejects.toThrow(
    /1 rows violate: numbers_have_no_gap.*pnpm revenue verify/,
  );
  expect(errors).toEqual([
    { check: 'numbers_have_no_gap', tenant_id: api.tenant_id, detail: expect.stringContaining('2031') },
  ]);
});
