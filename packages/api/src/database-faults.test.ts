import { expect, test } from 'vitest';
import { databaseFault } from './database-faults.ts';

test.each([
  new Error('timeout exceeded when trying to connect'),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('Client was closed and is not queryable'),
  Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  new Error('outer', { cause: Object.assign(new Error('ended'), { code: '57P01' }) }),
])('a database that has no connection to give tells the client to come back: %s', (error) => {
  expect(databaseFault(error)).toMatchObject({
    code: 'database_unavailable',
    details: { retry_after_seconds: 5 },
  });
});

test('a fault of the code is none of the database', () => {
  expect(databaseFault(new Error('undefined is not a function'))).toBeNull();
});

test('a deadlock of a raw statement is a conflict, of which Prisma tells only in what the driver said', () => {
  const driverAdapterError = { cause: { originalCode: '40P01' } };
  const error = Object.assign(new Error('Raw query failed.'), { code: 'P2010', meta: { driverAdapterError } });
  expect(databaseFault(error)).toMatchObject({ code: 'conflict' });
});
