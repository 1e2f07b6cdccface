import { expect, it } from 'vitest';
import { formatDay, formatDayRange } from './format-day.ts';

const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

it('writes a day as its reader does, in every zone the same day', () => {
  expect(formatDay('2026-01-11', 'en-GB')).toBe('11 Jan 2026');
  expect(formatDay('2026-01-11', 'de-DE')).toBe('11.01.2026');
  expect(formatDay('2026-01-11', 'el-GR')).toBe('11 Ιαν 2026');
});

it('writes a half-open range with its last day inside', () => {
  expect(plain(formatDayRange('2023-11-01', '2023-12-01', 'en-GB'))).toBe('1 – 30 Nov 2023');
  expect(plain(formatDayRange('2024-02-28', '2024-03-01', 'en-US'))).toBe('Feb 28 – 29, 2024');
});
