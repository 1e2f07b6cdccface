import { expect, test } from 'vitest';
import { type MappableComponent, mapComponents } from './map-components.ts';

const fee = (id: string, name: string, product_id: string | null = null): MappableComponent => ({
  id,
  kind: 'recurring',
  name,
  product_id,
  meter_id: null,
});
const usage = (id: string, name: string, meter_id: string): MappableComponent => ({
  id,
  kind: 'usage',
  name,
  product_id: null,
  meter_id,
});
const pairs = (from: MappableComponent[], to: MappableComponent[]) =>
  mapComponents(from, to).map(({ from_id, to_id, by }) => [from_id, to_id, by]);

test('the same product comes before the same name, and another product is not followed by it', () => {
  const from = [fee('seats', 'Seats', 'p1'), fee('base', 'Base', 'p2')];
  const to = [fee('a', 'Base', 'p3'), fee('b', 'Seats', 'p4'), fee('c', 'People', 'p1')];
  expect(pairs(from, to)).toEqual([
    ['seats', 'c', 'product'],
    ['base', 'a', 'name'],
  ]);
});

test('a name is the same whatever its capitals and the space around it', () => {
  expect(pairs([fee('a', ' Base '), fee('b', 'Seats')], [fee('c', 'seats'), fee('d', 'base')])).toEqual([
    ['a', 'd', 'name'],
    ['b', 'c', 'name'],
  ]);
});

test('usage follows its meter and never the name of another, nor a fee of the same name', () => {
  const from = [usage('calls', 'Calls', 'm1'), usage('gone', 'Stored', 'm2')];
  const to = [fee('a', 'Calls'), usage('b', 'Stored', 'm3'), usage('c', 'Requests', 'm1')];
  expect(pairs(from, to)).toEqual([
    ['calls', 'c', 'meter'],
    ['gone', null, null],
  ]);
});

test('each is followed by one at most, and where several are left none is guessed', () => {
  expect(pairs([fee('a', 'Base'), fee('b', 'Base')], [fee('c', 'Base')])).toEqual([
    ['a', 'c', 'name'],
    ['b', null, null],
  ]);
  expect(pairs([fee('a', 'One'), fee('b', 'Two')], [fee('c', 'Three'), fee('d', 'Four')])).toEqual([
    ['a', null, null],
    ['b', null, null],
  ]);
});
