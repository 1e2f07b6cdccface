import { expect, test } from 'vitest';
import { pastedLines, plainFigure } from './pasted-lines.ts';

const told = (text: string) =>
  pastedLines(text)?.map((line) => [line.description, line.quantity, line.unit_price, line.discount].join('|'));

test('rows of a spreadsheet become lines, with as many figures as there are columns', () => {
  expect(told('Type\t119.00\nBooks\t50')).toEqual(['Type|1|119.00|', 'Books|1|50|']);
  expect(told('Type\t3\t€1,234.50\r\n\r\nBooks\t\t50\r\n')).toEqual(['Type|3|1234.50|', 'Books|1|50|']);
  expect(told('Type\t3\t10\t5 %')).toEqual(['Type|3|10|5 %']);
  expect(told('Type\nBooks')).toEqual(['Type|1||', 'Books|1||']);
});

test('a single cell is pasted as ever', () => {
  expect(pastedLines('Type, and more')).toBeNull();
  expect(pastedLines('Type\n')).toBeNull();
});

test('figures lose currency and grouping, and what is no figure stays to be refused', () => {
  expect(
    ['1,234.50', '1.234,50 €', '1 234,5', 'USD 12', '12,5', '1,234', "CHF 1'000.00", '-3.5'].map(plainFigure),
  ).toEqual(['1234.50', '1234.50', '1234.5', '12', '12.5', '1234', '1000.00', '-3.5']);
  expect(['ten', '1.2.3', ''].map(plainFigure)).toEqual(['ten', '1.2.3', '']);
});
