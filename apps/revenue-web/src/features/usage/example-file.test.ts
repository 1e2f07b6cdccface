import { describe, expect, it } from 'vitest';
import { exampleFile } from './example-file.ts';

const meter = { code: 'context_tokens', property: null };
const customer = { id: '0199e7c4-0000-7000-8000-000000000001', external_id: null };

describe('exampleFile', () => {
  it('names a customer without an id of your own by ours', () => {
    expect(exampleFile({ meter, customer, today: '2026-03-01' })).toBe(
      'id,customer_id,meter,quantity,occurred_at,region\n' +
        'example-1,0199e7c4-0000-7000-8000-000000000001,context_tokens,1,2026-02-28T09:30:00Z,example\n',
    );
  });
  it('names a customer by your own id where there is one, quoted if a comma is in it', () => {
    const known = { ...customer, external_id: 'acme, "eu"' };
    const [header, row] = exampleFile({ meter, customer: known, today: '2026-03-01' }).split('\n');
    expect(header).toBe('id,external_customer_id,meter,quantity,occurred_at,region');
    expect(row).toBe('example-1,"acme, ""eu""",context_tokens,1,2026-02-28T09:30:00Z,example');
  });
  it('carries the property whose different values the meter counts', () => {
    const users = { code: 'active_users', property: 'user_id' };
    expect(exampleFile({ meter: users, customer, today: '2026-03-01' })).toMatch(/^.*,user_id\n/);
  });
});
