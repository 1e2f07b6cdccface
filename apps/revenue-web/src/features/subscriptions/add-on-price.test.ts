import { expect, it } from 'vitest';
import { createFormat } from '../../format/create-format.ts';
import { addOnPrice } from './add-on-price.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });

type Version = Parameters<typeof addOnPrice>[0];
type Component = Version['components'][number];

const component = (name: string, more: Partial<Component>): Component => ({
  ...{ id: name, position: 0, kind: 'recurring', name, timing: 'advance', product_id: null, meter: null },
  ...{ interval: null, interval_count: null, pricing: { model: 'flat', amount: 10 } },
  ...more,
});

it('says of each part of an add-on how often it is charged, a set-up fee once', () => {
  const meter = { id: 'm', code: 'calls', name: 'Calls', unit: 'call' };
  const version: Version = {
    ...{ currency: 'USD', interval: 'month', interval_count: 1 },
    components: [
      component('Support', {}),
      component('Set-up', { kind: 'one_time', pricing: { model: 'flat', amount: 50 } }),
      component('Licence', { interval: 'year', interval_count: 1, pricing: { model: 'flat', amount: 120 } }),
      component('Calls', { kind: 'usage', meter, pricing: { model: 'per_unit', unit_amount: 0.01, per_units: 1 } }),
    ],
  };
  expect(addOnPrice(version, format)).toBe('$10.00 per month, $50.00 once, $120.00 per year, $0.01 per call');
  expect(addOnPrice(version, format, { once: false })).toBe('$10.00 per month, $120.00 per year, $0.01 per call');
});
