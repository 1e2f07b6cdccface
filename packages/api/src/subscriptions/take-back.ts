import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';

/** Thrown through the transaction, so that nothing of it stays. */
class TakenBack<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('a preview is taken back');
    this.answer = answer;
  }
}

/** Does it, and takes it back: a preview that cannot promise what would not come. */
export async function takeBack<T>(ctx: OperationContext, fn: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
      throw new TakenBack(await fn(tx));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.answer as T;
    throw error;
  }
}
