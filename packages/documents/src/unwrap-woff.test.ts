import { expect, it } from 'vitest';
import { unwrapWoff } from './unwrap-woff.ts';

it('refuses what is no WOFF file', () => {
  expect(() => unwrapWoff(Buffer.from('wOF2 and more of it'))).toThrow('no WOFF file');
});
