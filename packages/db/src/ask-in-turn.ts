import type pg from 'pg';

/**
 * Lets a connection be asked one thing after another. Prisma reads the relations of an `include` all at once on the one
 * connection of its transaction; pg puts them in a queue of its own, which it warns of and which goes with its version 9.
 * It sends nothing before the last is answered either way, so nothing is slower for it.
 */
export function askInTurn(client: Pick<pg.ClientBase, 'query'>): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> | null = null;
  const inTurn = (...given: unknown[]): unknown => {
    // With a callback, and as a cursor, nobody says by a promise when it is over. The pool's own queries are such, on
    // connections that nobody else holds.
    if (typeof given.at(-1) === 'function' || 'submit' in Object(given[0])) return ask(...given);
    const next = () => ask(...given);
    const asked = last === null ? next() : last.then(next, next);
    const isOver = () => {
      if (last === asked) last = null;
    };
    last = asked;
    asked.then(isOver, isOver);
    return asked;
  };
  client.query = inTurn as typeof client.query;
}
