const pad = (text: string) => text.padStart(2, '0');
const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d+$/.test(text);

/** A cron expression in words where it is one of the simple kinds; otherwise the expression itself. */
export function cronWords(cron: string): string {
  const [minute, hour, day, month, weekday] = cron.trim().split(/\s+/);
  const everyDay = day === '*' && month === '*' && weekday === '*';
  if (everyDay && isNumber(minute) && hour === '*') return `Every hour at minute ${Number(minute)}`;
  if (everyDay && isNumber(minute) && isNumber(hour)) return `Every day at ${pad(hour)}:${pad(minute)} UTC`;
  const every = /^\*\/(\d+)$/.exec(minute ?? '')?.[1];
  if (everyDay && hour === '*' && every) return `Every ${every} minutes`;
  return `${cron} (UTC)`;
}
