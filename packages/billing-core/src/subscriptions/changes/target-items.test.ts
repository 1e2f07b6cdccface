import { describe, expect, test } from 'vitest';
import { fee, metered, seats } from '../../../test/subscriptions-kit.ts';
import { type CurrentItem, type TargetComponent, type TargetTerms, targetItems } from './target-items.ts';

const has = (item: ReturnType<typeof fee>, more: Partial<CurrentItem> = {}): CurrentItem => ({
  ...item,
  plan_component_id: item.subscription_item_id,
  has_own_price: false,
  ...more,
});

function of(item: ReturnType<typeof fee>): TargetComponent {
  const { subscription_item_id: component_id, quantity: _, replaces: __, kind, ...component } = item;
  return { ...component, kind: kind as 'recurring', component_id };
}

function target(current: CurrentItem[], components: TargetComponent[], terms: Partial<TargetTerms> = {}) {
  let made = 0;
  const newId = () => `new-${++made}`;
  const plain = { quantities: new Map(), prices: new Map(), keeps_period: true, newId };
  return targetItems(current, components, { ...plain, ...terms });
}

const told = (items: ReturnType<typeof target>) =>
  items.map(
    ({ subscription_item_id, replaces, quantity }) => `${subscription_item_id} for ${replaces ?? '-'} x ${quantity}`,
  );

describe('the items that a change aims at', () => {
  test('keep who keeps component and terms, in periods of the same length alone', () => {
    const current = [has(fee('base', 10))];
    expect(told(target(current, [of(fee('base', 10))]))).toEqual(['base for - x 1']);
    expect(told(target(current, [of(fee('base', 10))], { keeps_period: false }))).toEqual(['new-1 for base x 1']);
  });

  test('take the place of what they are like: the meter, the product, the name, the only fee left', () => {
    const current = [
      has(fee('a', 10, { name: 'Support' })),
      has(fee('b', 10, { name: 'Old', product_id: 'crm' })),
      has(metered('c', '1')),
      has(fee('d', 10, { name: 'Base' })),
    ];
    const next = [
      of(fee('w', 20, { name: 'Starter' })),
      of(fee('x', 20, { name: 'support' })),
      of(fee('y', 20, { name: 'New', product_id: 'crm' })),
      of(metered('z', '2')),
    ];
    expect(told(target(current, next))).toEqual([
      'new-1 for d x 1',
      'new-2 for a x 1',
      'new-3 for b x 1',
      'new-4 for c x 1',
    ]);
  });

  test('follow by the product where the name says another, as migrations and comparisons do', () => {
    const product_id = 'seat';
    const current = [has(seats('a', 9, '5', { name: 'Seats', product_id })), has(fee('b', 10, { name: 'Users' }))];
    const next = [of(seats('x', 9, '1', { name: 'Users', product_id })), of(fee('y', 10, { name: 'Seats' }))];
    expect(told(target(current, next))).toEqual(['new-1 for a x 5', 'new-2 for b x 1']);
  });

  test('follow whom somebody chose, and what was chosen to end is followed by nothing', () => {
    const current = [has(seats('a', 9, '5', { name: 'Seats' })), has(fee('b', 10, { name: 'Base' }))];
    const next = [of(seats('x', 9, '1', { name: 'Seats' })), of(fee('y', 10, { name: 'Base' }))];
    const follows = new Map([
      ['a', null],
      ['b', 'x'],
    ]);
    expect(told(target(current, next, { follows }))).toEqual(['new-1 for b x 1', 'new-2 for - x 1']);
  });

  test('follow nobody where there are several they could follow', () => {
    const current = [has(fee('a', 10)), has(fee('b', 10))];
    expect(told(target(current, [of(fee('x', 20))]))).toEqual(['new-1 for - x 1']);
  });

  test('have the quantity that is asked for by component or by item, and else that of before', () => {
    const current = [has(seats('seats', 9, '5'))];
    const plan = [of(seats('seats', 9, '1'))];
    expect(told(target(current, plan, { quantities: new Map([['seats', '8']]) }))).toEqual(['new-1 for seats x 8']);
    const others = [of(seats('more', 9, '1', { name: 'seats' }))];
    expect(told(target(current, others))).toEqual(['new-1 for seats x 5']);
    expect(told(target(current, others, { quantities: new Map([['seats', '7']]) }))).toEqual(['new-1 for seats x 7']);
  });

  test('keep a price of their own while the component stays, until it is taken back', () => {
    const own = fee('base', 7).pricing;
    const current = [has(fee('base', 7), { has_own_price: true })];
    const plan = [of(fee('base', 10))];
    const price = (items: ReturnType<typeof target>) =>
      items.map(({ pricing, has_own_price }) => [pricing, has_own_price]);
    expect(price(target(current, plan))).toEqual([[own, true]]);
    expect(price(target(current, plan, { prices: new Map([['base', null]]) }))).toEqual([
      [fee('base', 10).pricing, false],
    ]);
    expect(price(target(current, [of(fee('other', 10))]))).toEqual([[fee('base', 10).pricing, false]]);
    const cheaper = new Map([['base', fee('base', 5).pricing]]);
    expect(price(target(current, plan, { prices: cheaper }))).toEqual([[fee('base', 5).pricing, true]]);
  });
});
