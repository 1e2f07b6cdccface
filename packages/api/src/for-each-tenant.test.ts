import { expect, test } from 'vitest';
import { forEachTenant } from './for-each-tenant.ts';

test('what fails for one tenant keeps no other waiting, and fails the job in the end', async () => {
  const told: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void told.push(fields) };
  const done: string[] = [];
  const work = async (tenant_id: string) => {
    if (tenant_id === 'b') throw new Error('broken');
    done.push(tenant_id);
  };
  await expect(forEachTenant({ log }, ['a', 'b', 'c'], work)).rejects.toThrow('Failed for 1 of 3 tenants');
  expect(done).toEqual(['a', 'c']);
  expect(told).toMatchObject([{ tenant_id: 'b', err: { message: 'broken' } }]);
  await forEachTenant({ log }, ['a', 'c'], work);
});
