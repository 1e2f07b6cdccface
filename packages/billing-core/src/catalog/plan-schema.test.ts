import { expect, test } from 'vitest';
import { CreatePlan } from './plan-schema.ts';

const plan = {
  code: 'gold',
  name: 'Gold',
  currency: 'USD',
  components: [{ kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: '10' } }],
};
const pathsOf = (given: object) =>
  (CreatePlan.safeParse({ ...plan, ...given }).error?.issues ?? []).map(({ path }) => path.join('.'));

test('an add-on has no trial of its own, a plan may', () => {
  expect(pathsOf({ trial_days: 14 })).toEqual([]);
  expect(pathsOf({ kind: 'addon' })).toEqual([]);
  expect(pathsOf({ kind: 'addon', trial_days: 14 })).toEqual(['trial_days']);
});

test('the code of a plan is a short name that fits into an address', () => {
  for (const code of ['', '-gold', 'go ld', 'gold/1', 'x'.repeat(101)])
    expect(pathsOf({ code }), code).toEqual(['code']);
  for (const code of ['G', 'gold_2.1-b', '9'.repeat(100)]) expect(pathsOf({ code }), code).toEqual([]);
});
