import { describe, expect, it } from 'vitest';
import { assertTaxStatus, taxFaults } from './tax-status.ts';

const status = { country: 'DE', tax_id: null, tax_exempt: false, tax_exempt_reason: null };

describe('the tax status of a customer', () => {
  it.each([
    ['DE', 'DE 136 695 976'],
    ['US', '12-3456789'],
    ['BR', 'whatever'],
    ['AT', 'DE136695976'],
  ])('in %s may have the number %s', (country, tax_id) => {
    expect(taxFaults({ ...status, country, tax_id })).toEqual([]);
  });

  it('names the number that nobody can have, and what to do', () => {
    const [fault] = taxFaults({ ...status, tax_id: 'DE136695977' });
    expect(fault?.path).toBe('tax_id');
    expect(fault?.message).toMatch(/"DE136695977" has the wrong check digits .* letter-head/);
    expect(taxFaults({ ...status, tax_id: '123' })[0]?.message).toMatch(/one looks like/);
  });

  it('asks for the reason of an exemption', () => {
    expect(() => assertTaxStatus({ ...status, tax_exempt: true })).toThrow(/tax_exempt_reason/);
    expect(() => assertTaxStatus({ ...status, tax_exempt: true, tax_exempt_reason: 'Charity' })).not.toThrow();
  });
});
