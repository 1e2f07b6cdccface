/** '7, 3' -> [7, 3]. What is no number stays visible to the schema, which says so. */
export function readDays(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map((word) => (/^\d{1,4}$/.test(word) ? Number(word) : Number.NaN));
}

/** [3, 7] -> '7, 3' before the due date, in the order in which they come; '3, 7' after it. */
export function writeDays(days: readonly number[], order: 'before' | 'after'): string {
  return [...days].sort((left, right) => (order === 'before' ? right - left : left - right)).join(', ');
}

/** What a customer who does not pay would get, in words; null where there is a fault or nothing. */
export function remindWords(before: string, after: string): string | null {
  const [early, late] = [readDays(before), readDays(after)];
  if ([...early, ...late].some((day) => !(day >= 1)) || early.length + late.length === 0) return null;
  const parts = [
    ...writeDays(early, 'before')
      .split(', ')
      .filter(Boolean)
      .map((day) => `${day} ${days(day)} before`),
    ...writeDays(late, 'after')
      .split(', ')
      .filter(Boolean)
      .map((day) => `${day} ${days(day)} after`),
  ];
  return `${parts.join(', ')} the due date`;
}

const days = (count: string) => (count === '1' ? 'day' : 'days');
