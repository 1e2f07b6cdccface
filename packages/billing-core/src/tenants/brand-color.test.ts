import { expect, it } from 'vitest';
import { DEFAULT_BRAND_COLOR, readableColor } from './brand-color.ts';

it('keeps a colour that can be read on white', () => {
  expect(readableColor('#24427a')).toBe('#24427a');
  expect(readableColor(' #B3261E ')).toBe('#b3261e');
});

it('darkens a colour that is too pale to read', () => {
  const darkened = readableColor('#f2b705');
  expect(darkened).toMatch(/^#[0-9a-f]{6}$/);
  expect(Number.parseInt(darkened.slice(1, 3), 16)).toBeLessThan(0xf2);
});

it('takes the colour of the house for anything that is no colour', () => {
  for (const color of [null, '', 'red', '#fff', 'url(javascript:1)', '#12345g']) {
    expect(readableColor(color)).toBe(DEFAULT_BRAND_COLOR);
  }
});
