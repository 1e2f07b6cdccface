import { expect, test } from 'vitest';
import { addDays } from '../time/index.ts';
import { type ReminderPlan, reminderWindows } from './reminder-windows.ts';

const plan: ReminderPlan = { days_before: [7, 3], days_after: [1, 7, 14], since: '2026-01-01' };

/** The step that an invoice due on a day has come to, if any. */
const stepOf = (due: string, today: string, of: ReminderPlan = plan) => {
  const found = reminderWindows(of, today).filter(({ due_from, due_to }) => due_from <= due && due <= due_to);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.step ?? null;
};

test.each([
  ['2026-03-02', null],
  ['2026-03-03', 'before-7'],
  ['2026-03-06', 'before-7'],
  ['2026-03-07', 'before-3'],
  ['2026-03-10', 'before-3'],
  ['2026-03-11', 'after-1'],
  ['2026-03-16', 'after-1'],
  ['2026-03-17', 'after-7'],
  ['2026-03-24', 'after-14'],
  ['2026-04-20', 'after-14'],
])('an invoice due on 10 March has come, on %s, to %s', (today, step) => {
  expect(stepOf('2026-03-10', today)).toBe(step);
});

test('a reminder before the due date is not sent after it, whatever was missed', () => {
  const late = { ...plan, days_after: [7] };
  expect(stepOf('2026-03-10', '2026-03-10', late)).toBe('before-3');
  expect(stepOf('2026-03-10', '2026-03-11', late)).toBeNull();
});

test('what was due before reminding was turned on is not made up for', () => {
  const since = { ...plan, since: '2026-03-18' };
  expect(stepOf('2026-03-10', '2026-03-18', since)).toBeNull();
  expect(stepOf('2026-03-10', '2026-03-24', since)).toBe('after-14');
  expect(stepOf('2025-06-01', '2026-03-18', since)).toBeNull();
});

test('no window is empty, and none overlaps another, on any day', () => {
  for (let day = '2026-01-01'; day < '2026-03-01'; day = addDays(day, 1)) {
    const windows = reminderWindows(plan, day).sort((left, right) => left.due_from.localeCompare(right.due_from));
    for (const [at, { due_from, due_to }] of windows.entries()) {
      expect(due_from <= due_to).toBe(true);
      const next = windows[at + 1];
      if (next) expect(due_to < next.due_from).toBe(true);
    }
  }
});

test('the same day given twice is one step, and levels rise', () => {
  const windows = reminderWindows({ ...plan, days_after: [7, 1, 7] }, '2026-03-20');
  expect(windows.map(({ step, level }) => [step, level])).toEqual([
    ['before-7', 0],
    ['before-3', 0],
    ['after-1', 1],
    ['after-7', 2],
  ]);
});

test('nobody who reminds of nothing reminds', () => {
  expect(reminderWindows({ days_before: [], days_after: [], since: '2026-01-01' }, '2026-03-20')).toEqual([]);
});
