import { expect, test } from 'vitest';
import { UsageProperties, UsageRecordInput } from './index.ts';

const record = { id: 'r1', external_customer_id: 'acme', meter: 'api', occurred_at: '2026-01-31T23:59:59+01:00' };

test('a record names its customer once, by either id', () => {
  const customer_id = '018f3c1e-0000-7000-8000-000000000000';
  expect(UsageRecordInput.parse(record)).toEqual({ ...record, quantity: '1' });
  const both = UsageRecordInput.safeParse({ ...record, customer_id });
  const none = UsageRecordInput.safeParse({ ...record, external_customer_id: undefined });
  for (const { error } of [both, none]) {
    expect(error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'customer_id give customer_id or external_customer_id, one of them',
    ]);
  }
});

test('a record says when it happened, with a zone', () => {
  expect(UsageRecordInput.safeParse({ ...record, occurred_at: '2026-01-31T23:59:59' }).success).toBe(false);
  expect(UsageRecordInput.safeParse({ ...record, quantity: -1 }).success).toBe(false);
  expect(UsageRecordInput.parse({ ...record, quantity: '0.5' }).quantity).toBe('0.5');
});

test('a record has at most fifty properties', () => {
  const properties = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, true]));
  expect(UsageProperties.safeParse(properties(50)).success).toBe(true);
  expect(UsageProperties.safeParse(properties(51)).success).toBe(false);
});
