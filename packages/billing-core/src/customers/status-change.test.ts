import { describe, expect, it } from 'vitest';
import { CUSTOMER_STATUSES } from './schema.ts';
import { assertCustomerStatusChange, canChangeCustomerStatus } from './status-change.ts';

describe('the status of a customer', () => {
  it('goes every way but from closed to suspended', () => {
    const refused = CUSTOMER_STATUSES.flatMap((from) =>
      CUSTOMER_STATUSES.filter((to) => !canChangeCustomerStatus(from, to)).map((to) => `${from} to ${to}`),
    );
    expect(refused).toEqual(['closed to suspended']);
  });

  it('says what can become of it', () => {
    expect(() => assertCustomerStatusChange('Ada', 'closed', 'suspended')).toThrow(
      'Ada is closed and can become active, not suspended.',
    );
    expect(() => assertCustomerStatusChange('Ada', 'active', 'closed')).not.toThrow();
  });
});
