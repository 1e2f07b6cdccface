import { ROLES, type Role, roleIncludes } from '@revenue/billing-core/access';
import type { AnyProcedure } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../src/access/permissions.ts';
import type { Actor, OperationContext, RequestContext } from '../src/context.ts';
import { PLAIN_ROUTES } from '../src/plain-routes.ts';
import { appRouter, createCaller } from '../src/router.ts';
import { type ProcedureMeta, requireRole } from '../src/trpc.ts';

const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
const named = new Map(ROLES.flatMap((role) => PERMISSIONS[role].map((name) => [name, role] as const)));

const operations = [
  ...Object.entries(procedures).map(([name, { _def }]) => {
    return { name, reads: _def.type === 'query', role: (_def.meta as ProcedureMeta | undefined)?.role };
  }),
  ...PLAIN_ROUTES.map(({ method, path, role }) => ({ name: `${method} ${path}`, reads: method === 'GET', role })),
];

describe('who may do what', () => {
  it('is what the table says, for every procedure and every route', () => {
    const declared = operations.map(({ name, role }) => `${name}: ${role}`);
    const wanted = operations.map(({ name, reads }) => `${name}: ${named.get(name) ?? (reads ? 'viewer' : 'unnamed')}`);
    expect(declared.sort()).toEqual(wanted.sort());
  });

  it('names nothing that there is not, and nothing twice', () => {
    const known = new Set(operations.map(({ name }) => name));
    expect([...named.keys()].filter((name) => !known.has(name))).toEqual([]);
    expect(named.size).toBe(Object.values(PERMISSIONS).flat().length);
  });

  it.each(Object.keys(procedures))('%s refuses every lower role before it looks at anything', async (name) => {
    const needed = named.get(name) ?? 'viewer';
    for (const role of ROLES.filter((one) => !roleIncludes(one, needed))) {
      await expect(callAs(role, name)).rejects.toMatchObject({ message: expect.stringContaining(`role ${needed}`) });
    }
    // Whoever may comes further: to the input that is missing, or to the services that this test does not have.
    const outcome = await callAs(needed, name).catch((error: Error) => error.message);
    expect(outcome).not.toMatch(/needs the role/);
  });

  it('is asked of plain routes by the same rule', () => {
    expect(() => requireRole('support', 'finance')).toThrow(/role finance; yours is support/);
    expect(() => requireRole('owner', 'admin')).not.toThrow();
  });
});

/** Every service is missing: reaching for one fails. */
function callAs(role: Role, name: string): Promise<unknown> {
  const actor: Actor = { type: 'user', id: 'somebody', name: 'Somebody', email: null, role };
  const ctx = { tenant_id: 'nowhere', actor, request_id: 'test' } as unknown as OperationContext;
  const door: RequestContext = {
    services: ctx,
    request_id: 'test',
    credential: null,
    requested_tenant_id: null,
    operation: async () => ctx,
  };
  let target: unknown = createCaller(door);
  for (const segment of name.split('.')) target = (target as Record<string, unknown>)[segment];
  return (target as () => Promise<unknown>)();
}
