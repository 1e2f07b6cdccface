import { expect, test } from 'vitest';
import { waterfallSteps } from './waterfall-steps.ts';

const customers = { opening_customers: 2, closing_customers: 2, lost_customers: 0 };
const still = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, net_new: 0, ...customers };

test('each movement begins where the one before left off, up to the closing', () => {
  const row = { ...still, opening: 100, new: 60, expansion: 40, contraction: 20, churn: 80, net_new: 0, closing: 100 };
  expect(waterfallSteps(row).map(({ id, amount, left, width }) => [id, amount, left, width])).toEqual([
    ['opening', 100, 0, 50],
    ['new', 60, 50, 30],
    ['expansion', 40, 80, 20],
    ['contraction', -20, 90, 10],
    ['churn', -80, 50, 40],
    ['closing', 100, 0, 50],
  ]);
});

test('of nothing there is nothing to draw', () => {
  expect(waterfallSteps({ ...still, opening: 0, closing: 0 }).map(({ id, width }) => [id, width])).toEqual([
    ['opening', 0],
    ['closing', 0],
  ]);
});
