import { describe, expect, test } from 'vitest';
import { bareArray, bulkRows, columnsOf, jsonRows, quotedArray } from './bulk-values.ts';

describe('the text of an array', () => {
  test('holds ids, numbers, days and words, and nothing as NULL', () => {
    expect(bareArray([])).toBe('{}');
    expect(bareArray(['2026-01-31', null, 7, -3n, true, 'invoice.created'])).toBe(
      '{2026-01-31,NULL,7,-3,true,invoice.created}',
    );
  });

  test.each(['a b', 'say "no"', 'back\\slash', '{', 'a}b', '', 'new\nline'])(
    'refuses %j, which needs quotes',
    (value) => {
      expect(() => bareArray(['first', value, 'last'])).toThrow('needs quotes');
      expect(() => bareArray([value])).toThrow('needs quotes');
    },
  );
});

test('documents stand in one JSON array, in their order, and none as null', () => {
  expect(jsonRows(['{"a":"\\"é\\""}', null, undefined, '[]'])).toBe('[{"a":"\\"é\\""},null,null,[]]');
});

test('words of people stand in quotes, and what would end them is escaped', () => {
  expect(quotedArray(['Seats, large', null, 'say "no"', 'back\\slash', '', 'NULL'])).toBe(
    '{"Seats, large",NULL,"say \\"no\\"","back\\\\slash","","NULL"}',
  );
});

describe('rows that are read from parameters', () => {
  const lines = [
    { id: 'a', name: 'One', day: '2026-01-31', note: null, about: '{"n":1}' },
    { id: 'b', name: null, day: '2026-01-31', note: null, about: '{"n":2}' },
  ];

  test('are sent as one array a column, and once where all rows say the same', () => {
    const column = columnsOf(lines);
    const rows = bulkRows(
      [
        column('id', 'uuid'),
        column('name', 'text', { quoted: true }),
        column('day', 'date'),
        column('note', 'text'),
        column('about', 'json'),
      ],
      3,
    );
    expect(rows).toMatchObject({
      names: 'id, name, day, note, about',
      select: 'u.id, u.name, $3::date, NULL::text, u.about',
      from: 'ROWS FROM (unnest($4::uuid[], $5::text[]), json_array_elements($6::json)) AS u(id, name, about)',
      parameters: ['2026-01-31', '{a,b}', '{"One",NULL}', '[{"n":1},{"n":2}]'],
    });
    expect([rows.of('day'), rows.of('name')]).toEqual(['$3::date', 'u.name']);
  });

  test('are as many as there are, also where one is all or all are the same', () => {
    const column = columnsOf([{ id: 'a', day: '2026-01-31' }]);
    const { from, parameters } = bulkRows([column('id', 'uuid'), column('day', 'date')], 1);
    expect([from, parameters]).toEqual(['ROWS FROM (unnest($2::uuid[])) AS u(id)', ['2026-01-31', '{a}']]);
  });

  test('say what is computed of a row', () => {
    const { parameters } = bulkRows([columnsOf(lines)('id', 'text', { of: ({ id }) => `${id}!` })], 1);
    expect(parameters).toEqual(['{a!,b!}']);
  });
});
