import { expect, test } from 'vitest';
import { lineKey } from './line-keys.ts';

const key = (name: string, more: object = {}) =>
  lineKey({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

test('keys move between lines and take them away', () => {
  expect(key('Enter')).toBe('next');
  expect(key('Enter', { shiftKey: true })).toBe('insert');
  expect(key('ArrowUp')).toBe('up');
  expect(key('ArrowDown')).toBe('down');
  expect(key('Backspace', { ctrlKey: true, shiftKey: true })).toBe('remove');
  expect(key('Backspace', { metaKey: true, shiftKey: true })).toBe('remove');
});

test('what means something else in a field is left to it', () => {
  expect(key('Backspace')).toBeNull();
  expect(key('Backspace', { ctrlKey: true })).toBeNull();
  expect(key('Enter', { ctrlKey: true })).toBeNull();
  expect(key('ArrowDown', { altKey: true })).toBeNull();
  expect(key('ArrowUp', { shiftKey: true })).toBeNull();
  expect(key('Tab')).toBeNull();
});
