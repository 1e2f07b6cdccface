import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { Decimal, parseDecimal, sumDecimals } from '../money/index.ts';
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

const units = fc.integer({ min: 0, max: 5000 }).map((tenths) => (tenths / 10).toFixed(1));
const grants = fc
  .array(
    fc.record({
      amount: units,
      priority: fc.integer({ min: 0, max: 3 }),
      start: fc.integer({ min: 1, max: 20 }),
      length: fc.option(fc.integer({ min: 1, max: 20 })),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map(({ amount, priority, start, length }, index) => ({
      id: String(index),
      amount,
      priority,
      effective_at: day(start),
      expires_at: length === null ? null : day(start + length),
    })),
  );
const usage = fc.array(fc.record({ quantity: units, at: fc.integer({ min: 1, max: 28 }).map(day) }), { maxLength: 8 });

test('every unit used was burned from a grant that was valid then, or is overage', () => {
  fc.assert(
    fc.property(grants, usage, fc.boolean(), (granted, used, carries) => {
      const until = day(29);
      const input = { grants: granted, usage: used, until, overage_carries_to_new_grants: carries };
      const { balances, overage, burned } = drawDown(input);
      const burnedOf = (id: string) =>
        sumDecimals(burned.filter(({ grant_id }) => grant_id === id).map(({ quantity }) => quantity));
      const total = sumDecimals(used.map(({ quantity }) => quantity));
      expect(sumDecimals([overage, ...burned.map(({ quantity }) => quantity)]).equals(total)).toBe(true);
      for (const grant of granted) {
        const left = parseDecimal(grant.amount).minus(burnedOf(grant.id));
        expect(left.isNegative() && !left.isZero()).toBe(false);
        const isOpen = grant.expires_at === null || grant.expires_at > until;
        expect(balances.get(grant.id)?.toFixed()).toBe(isOpen ? left.toFixed() : '0');
      }
      for (const { grant_id, at } of burned) {
        const { effective_at, expires_at } = granted[Number(grant_id)] ?? { effective_at: until, expires_at: null };
        expect(effective_at <= at && (expires_at === null || at < expires_at)).toBe(true);
      }
    }),
    PROPERTY_RUNS,
  );
});

test('the lower priority number burns first, whatever expires when; a grant without an end burns last of its priority', () => {
  const grant = (id: string, priority: number, expires?: number) => ({
    id,
    amount: '10',
    priority,
    effective_at: day(1),
    ...(expires === undefined ? {} : { expires_at: day(expires) }),
  });
  const { burned } = drawDown({
    grants: [grant('open', 1), grant('long', 1, 25), grant('short', 1, 20), grant('first', 0)],
    usage: [{ quantity: '35', at: day(2) }],
    until: day(10),
  });
  expect(burned.map(({ grant_id, quantity }) => `${grant_id} ${quantity.toFixed()}`)).toEqual([
    'first 10',
    'short 10',
    'long 10',
    'open 5',
  ]);
});

test('a grant covers usage at the instant it begins, and none at the instant it ends', () => {
  const grants = [{ id: 'g', amount: '10', priority: 1, effective_at: day(2), expires_at: day(5) }];
  const overage = (at: number, until = 10) =>
    drawDown({ grants, usage: [{ quantity: '3', at: day(at) }], until: day(until) }).overage.toFixed();
  expect([overage(1), overage(2), overage(4), overage(5)]).toEqual(['3', '0', '0', '3']);
  // Usage at `until` itself is not told yet; a grant that begins then is.
  expect(overage(1, 1)).toBe('0');
  expect(
    drawDown({ grants, usage: [], until: day(2) })
      .balances.get('g')
      ?.toFixed(),
  ).toBe('10');
  expect(
    drawDown({ grants, usage: [], until: day(1) })
      .balances.get('g')
      ?.toFixed(),
  ).toBe('0');
});

test('money of wallets pays in order of priority, then as given, and never more than there is or is due', () => {
  fc.assert(
    fc.property(units, fc.array(fc.record({ balance: units, priority: fc.nat(2) }), { maxLength: 6 }), (due, list) => {
      const wallets = list.map((wallet, index) => ({ ...wallet, id: String(index) }));
      const { applied, amount_due } = applyWallets(due, wallets);
      const paid = sumDecimals(applied.map(({ amount }) => amount));
      expect(paid.plus(amount_due).equals(due)).toBe(true);
      const available = sumDecimals(wallets.map(({ balance }) => balance));
      expect(amount_due.equals(Decimal.max(0, parseDecimal(due).minus(available)))).toBe(true);
      const priorities = applied.map(({ id }) => wallets[Number(id)]?.priority ?? 0);
      expect(priorities).toEqual([...priorities].sort());
    }),
    PROPERTY_RUNS,
  );
  const one = { balance: '5', priority: 1 };
  expect(
    applyWallets('7', [
      { id: 'a', ...one },
      { id: 'b', ...one },
    ]).applied.map(({ id }) => id),
  ).toEqual(['a', 'b']);
});
