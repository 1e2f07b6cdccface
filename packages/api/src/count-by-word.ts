import { COUNT_LIMIT } from '@revenue/billing-core/wire';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { SqlConditions } from './sql-conditions.ts';

/** At most so many are said: one more than is counted, which stands for "or more". */
const MOST = COUNT_LIMIT + 1;

/**
 * How many rows have each of the words (statuses, types), for the tabs of a list. Each is counted up to COUNT_LIMIT and
 * no further, so a tenant of millions costs what one of thousands does.
 */
export async function countByWord<Word extends string>(
  client: SqlClient,
  found: { from: string; column: string; words: readonly Word[]; conditions: SqlConditions },
): Promise<Record<Word | 'all', number>> {
  const { from, column, words, conditions } = found;
  const list = conditions.bind(words);
  const { rows } = await client.query(
    `SELECT w.word, n.count FROM unnest(${list}::text[]) w(word)
      CROSS JOIN LATERAL (SELECT count(*)::int AS count
                            FROM (SELECT FROM ${from} WHERE ${conditions.text()} AND ${column} = w.word LIMIT ${MOST}) f) n`,
    conditions.values,
  );
  const counts = rows as { word: Word; count: number }[];
  const all = Math.min(
    counts.reduce((sum, { count }) => sum + count, 0),
    MOST,
  );
  return { ...Object.fromEntries(counts.map(({ word, count }) => [word, count])), all } as Record<Word | 'all', number>;
}

/** How many rows match, up to the same limit. */
export async function countUpTo(client: SqlClient, from: string, conditions: SqlConditions): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM (SELECT FROM ${from} WHERE ${conditions.text()} LIMIT ${MOST}) f`,
    conditions.values,
  );
  return (rows[0] as { count: number }).count;
}
