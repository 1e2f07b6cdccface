import { expect, it } from 'vitest';
import { formatAddress, type PostalAddress } from './format-address.ts';

const nowhere: PostalAddress = {
  address_line1: null,
  address_line2: null,
  city: null,
  state: null,
  postal_code: null,
  country: 'DE',
};

it.each([
  ['US', { city: 'San Francisco', state: 'CA', postal_code: '94105' }, ['San Francisco, CA 94105', 'United States']],
  ['GB', { city: 'London', state: null, postal_code: 'SW1A 1AA' }, ['London', 'SW1A 1AA', 'United Kingdom']],
  ['DE', { city: 'Berlin', state: null, postal_code: '10117' }, ['10117 Berlin', 'Germany']],
  ['IT', { city: 'Milano', state: 'MI', postal_code: '20121' }, ['20121 Milano MI', 'Italy']],
  ['BR', { city: 'São Paulo', state: 'SP', postal_code: '01310-100' }, ['São Paulo - SP', '01310-100', 'Brazil']],
  ['GR', { city: 'Αθήνα', state: null, postal_code: '115 21' }, ['115 21 Αθήνα', 'Greece']],
])('writes an address of %s as its post does', (country, parts, expected) => {
  expect(formatAddress({ ...nowhere, ...parts, country, address_line1: 'Street 1' })).toEqual([
    'Street 1',
    ...expected,
  ]);
});

it('leaves no hole, comma or dash where a part is missing', () => {
  expect(formatAddress({ ...nowhere, country: 'US', city: 'Austin', address_line2: '  ' })).toEqual([
    'Austin',
    'United States',
  ]);
  expect(formatAddress({ ...nowhere, country: 'US', postal_code: '94105' })).toEqual(['94105', 'United States']);
  expect(formatAddress(nowhere)).toEqual(['Germany']);
});

it('shows an unknown country as its code', () => {
  expect(formatAddress({ ...nowhere, country: 'ZZ' })).toEqual([expect.any(String)]);
});
