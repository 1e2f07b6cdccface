import type { Database } from '@revenue/db/database';

const MODELS = ['user', 'session', 'account', 'verification'] as const;

type Query = (args: unknown) => Promise<unknown>;

/**
 * The four tables of the accounts as the client that the library expects. Every query runs in a transaction of the
 * system role, because the application's role cannot see people and sessions at all.
 */
export function systemClient(db: Database): object {
  const client = Object.fromEntries(MODELS.map((model) => [model, modelClient(db, model)]));
  return client;
}

function modelClient(db: Database, model: (typeof MODELS)[number]): object {
  return new Proxy(
    {},
    {
      get: (_target, method) => (args: unknown) =>
        db.withSystem('accounts and sessions belong to no tenant', async (tx) => {
          const queries = tx[model] as unknown as Record<PropertyKey, Query>;
          const query = queries[method];
          if (!query) throw new Error(`${model} has no ${String(method)}`);
          return query.call(queries, args);
        }),
    },
  );
}
