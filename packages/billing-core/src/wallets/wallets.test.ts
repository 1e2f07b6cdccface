import { expect, test } from 'vitest';
import { applyWallets, drawDown } from './index.ts';

const day = (number: number) => new Date(Date.UTC(2024, 0, number));

test('of two grants of one priority the one that expires earlier is used up first', () => {
  const { balances, overage } = drawDown({
    grants: [
      { id: 'late', amount: '100', priority: 1, effective_at: day(1) },
      { id: 'early', amount: '100', priority: 1, effective_at: day(1), expires_at: day(20) },
    ],
    usage: [{ quantity: '130', at: day(2) }],
    until: day(10),
  });
  expect([balances.get('late')?.toFixed(), balances.get('early')?.toFixed(), overage.toFixed()]).toEqual([
    '70',
    '0',
    '0',
  ]);
});

test('a later grant repays earlier overage only when told to', () => {
  const input = {
    grants: [{ id: 'g', amount: '100', priority: 1, effective_at: day(5) }],
    usage: [{ quantity: '30', at: day(2) }],
    until: day(10),
  };
  const told = (carries: boolean) => {
    const { balances, overage } = drawDown({ ...input, overage_carries_to_new_grants: carries });
    return [balances.get('g')?.toFixed(), overage.toFixed()];
  };
  expect(told(false)).toEqual(['100', '30']);
  expect(told(true)).toEqual(['70', '0']);
});

test('a wallet never pays more than is due', () => {
  const { applied, amount_due } = applyWallets('15', [
    { id: 'second', balance: '10', priority: 50 },
    { id: 'first', balance: '10', priority: 49 },
  ]);
  expect(applied.map(({ id, amount }) => `${id} ${amount.toFixed()}`)).toEqual(['first 10', 'second 5']);
  expect(amount_due.isZero()).toBe(true);
});
