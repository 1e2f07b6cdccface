import pg from 'pg';
import { processorTime } from './processor-time.ts';

const SHOWN = 20;

interface Spent {
  times: number;
  processor: number;
  waited: number;
}

/**
 * Watches every statement that is sent from now on: how much processor time PostgreSQL takes for it, and how long it is waited for,
 * with what else this process did meanwhile. Returns what to call at the end. Watching itself costs some microseconds a
 * statement.
 */
export function watchStatements(): (perRow: number) => void {
  const { query } = pg.Client.prototype;
  const spent = new Map<string, Spent>();
  async function watched(this: pg.Client & { processID: number }, ...args: unknown[]): Promise<unknown> {
    const [before, start] = [processorTime(this.processID), performance.now()];
    const result = await Reflect.apply(query, this, args);
    const name = nameOf(args[0]);
    const of = spent.get(name) ?? { times: 0, processor: 0, waited: 0 };
    spent.set(name, {
      times: of.times + 1,
      processor: of.processor + processorTime(this.processID) - before,
      waited: of.waited + (performance.now() - start) * 1000,
    });
    return result;
  }
  pg.Client.prototype.query = function choose(this: pg.Client & { processID: number }, ...args: unknown[]) {
    // Who hands over a function is called back and gets no promise; Prisma does, and a run does not.
    const isCalledBack = args.some((argument) => typeof argument === 'function');
    return isCalledBack ? Reflect.apply(query, this, args) : Reflect.apply(watched, this, args);
  } as typeof query;
  return (perRow) => {
    pg.Client.prototype.query = query;
    print(spent, perRow);
  };
}

function nameOf(statement: unknown): string {
  const text = typeof statement === 'string' ? statement : (statement as { text: string }).text;
  return text.replace(/\s+/g, ' ').trim().slice(0, 70);
}

function print(spent: ReadonlyMap<string, Spent>, rows: number): void {
  const each = (microseconds: number) => (microseconds / rows).toFixed(1).padStart(7);
  const sorted = [...spent].sort(([, left], [, right]) => right.processor - left.processor);
  console.log('    µs each  waited   times');
  for (const [name, { times, processor, waited }] of sorted.slice(0, SHOWN)) {
    console.log(`    ${each(processor)} ${each(waited)} ${String(times).padStart(7)}  ${name}`);
  }
}
