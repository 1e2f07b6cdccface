/** Civil date (`2026-01-31`) to the JavaScript date that PostgreSQL's driver wants for a DATE column. */
export function toDbDate(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** DATE column to civil date: the driver hands out midnight UTC. */
export function fromDbDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
