import { expect, test } from 'vitest';
import { parseHead } from './read-head.ts';

test('the header and the first rows of a file are read with their quotes, and no more of it', () => {
  const text = '\uFEFFNo,What\r\n1,"Lantern, white"\r\n\r\n2,Jam\n3,Set\n4,Late\n';
  expect(parseHead(text)).toEqual({
    header: ['No', 'What'],
    rows: [
      ['1', 'Lantern, white'],
      ['2', 'Jam'],
      ['3', 'Set'],
    ],
  });
});

test('semicolons and tabs separate where the header has them and no comma', () => {
  expect(parseHead('No;Price\n1;2,50').rows).toEqual([['1', '2,50']]);
  expect(parseHead('No\tPrice\n1\t2,50').rows).toEqual([['1', '2,50']]);
});

test('an empty file has no columns', () => {
  expect(parseHead('')).toEqual({ header: [], rows: [] });
});
