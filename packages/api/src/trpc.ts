import { type Role, roleIncludes } from '@revenue/billing-core/access';
import { BillingError } from '@revenue/billing-core/errors';
import { initTRPC } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import type { RequestContext } from './context.ts';
import { problemOf } from './http-errors.ts';
import { refuseUnstorableText } from './refuse-unstorable-text.ts';

/**
 * `status` is what the REST door answers when all went well; 200 unless said otherwise. An answer that is secret is not
 * kept under an Idempotency-Key. `role` is set by `procedureFor`, for those who ask what an operation needs.
 */
export type ProcedureMeta = OpenApiMeta<{ status?: 201 | 202; answer_is_secret?: true; role?: Role }>;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Both doors tell of errors in the same words. No stack and no message of an unforeseen error ever leaves.
    errorFormatter: ({ shape, error, path, ctx }) => {
      const problem = problemOf(error, ctx?.request_id ?? 'unknown');
      return { code: shape.code, message: problem.detail, data: { ...problem, httpStatus: problem.status, path } };
    },
    isDev: false,
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const storableInput = t.middleware(async ({ getRawInput, next }) => {
  refuseUnstorableText(await getRawInput());
  return next();
});

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure.use(storableInput);

/** Somebody of the tenant whose role includes `role`. The context becomes an `OperationContext`. */
export function procedureFor(role: Role) {
  return publicProcedure.meta({ role }).use(async ({ ctx, next }) => {
    const operation = await ctx.operation();
    requireRole(operation.actor.role, role);
    return next({ ctx: operation });
  });
}

export function requireRole(role: Role, needed: Role): void {
  if (roleIncludes(role, needed)) return;
  throw new BillingError(
    'role_too_low',
    `This needs the role ${needed}; yours is ${role}. Ask an owner of the tenant to change it.`,
  );
}

/** Reads; keeps views of its own. */
export const viewerProcedure = procedureFor('viewer');
export const tenantProcedure = viewerProcedure;
/** Writes who a customer is and how it is reached, and nothing in money; see customers/require-finance.ts. */
export const supportProcedure = procedureFor('support');
/** Writes to the catalogue, and all that bill: subscriptions, usage, runs, invoices, payments. */
export const financeProcedure = procedureFor('finance');
/** Settings and keys. */
export const adminProcedure = procedureFor('admin');
export const ownerProcedure = procedureFor('owner');
