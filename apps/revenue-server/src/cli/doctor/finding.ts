/** How one thing stands. What is not ok says what to do about it. */
export type Finding =
  | { check: string; status: 'ok'; says: string; remedy?: undefined }
  | { check: string; status: 'warn' | 'fail'; says: string; remedy: string };

export function ok(check: string, says: string): Finding {
  return { check, status: 'ok', says };
}

export function warn(check: string, says: string, remedy: string): Finding {
  return { check, status: 'warn', says, remedy };
}

export function fail(check: string, says: string, remedy: string): Finding {
  return { check, status: 'fail', says, remedy };
}

/** What was thrown, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const text = error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
  return text.split('\n').slice(-1)[0]?.trim() || 'no reason was given';
}
