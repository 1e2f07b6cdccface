import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exact-json.ts';

describe('reading JSON', () => {
  it.each([
    '0',
    '-0.1',
    '298.00',
    '1e3',
    '123456789012345',
    '0.123456789012345',
    '100000000000000000000',
    '0.30000000000000004',
    '1234567890123456',
  ])('reads %s as the number it is', (text) => {
    expect(parseExactJson(`{"n":${text}}`)).toEqual({ n: Number(text) });
  });

  it.each(['1e400', '-1e400', '9007199254740993', '0.12345678901234567', '12345678901234567.89'])(
    'keeps %s as text, because a double would change it',
    (text) => {
      expect(parseExactJson(`[{"n":${text}}]`)).toEqual([{ n: text }]);
    },
  );

  it('gives metadata back as it came, floats included', () => {
    const text = '{"metadata":{"share":0.30000000000000004,"ratio":0.6666666666666666}}';
    expect(JSON.stringify(parseExactJson(text))).toBe(text);
  });

  it('leaves texts alone, however much they look like numbers', () => {
    expect(parseExactJson('{"card":"12345678901234567890","e":"1e400"}')).toEqual({
      card: '12345678901234567890',
      e: '1e400',
    });
  });

  it('refuses what is no JSON', () => {
    expect(() => parseExactJson('{"n":01}')).toThrow();
    expect(() => parseExactJson('{"n":NaN}')).toThrow();
  });
});
