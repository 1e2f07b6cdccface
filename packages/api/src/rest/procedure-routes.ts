import type { Role } from '@revenue/billing-core/access';
import type { AnyProcedure } from '@trpc/server';
import { z } from 'zod';
import type { ProcedureMeta } from '../trpc.ts';

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One procedure as a REST route. */
export interface ProcedureRoute {
  method: RestMethod;
  /** As in the OpenAPI document, without the base path: `/customers/{id}`. */
  path: string;
  /** `customers.create` */
  procedure: string;
  status: number;
  /** Its answer is shown once and kept nowhere. */
  answer_is_secret: boolean;
  input: z.ZodObject;
  takes_input: boolean;
  path_parameters: string[];
  /** The least role that may; null where nobody need be signed in. */
  role: Role | null;
}

type RouterWithProcedures = { _def: { procedures: object } };

/** Every procedure that says where it is found over REST. */
export function procedureRoutes(router: RouterWithProcedures): ProcedureRoute[] {
  return Object.entries(router._def.procedures as Record<string, AnyProcedure>).flatMap(([name, procedure]) => {
    const meta = procedure._def.meta as ProcedureMeta | undefined;
    if (!meta?.openapi) return [];
    const { method, path } = meta.openapi;
    const path_parameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    const input = inputOf(name, procedure);
    const { status = 200, answer_is_secret = false, role = null } = meta;
    const route = { method, path, procedure: name, status, answer_is_secret, path_parameters, role };
    return [{ ...route, input: input ?? z.strictObject({}), takes_input: input !== null }];
  });
}

function inputOf(name: string, procedure: AnyProcedure): z.ZodObject | null {
  const { inputs } = procedure._def as unknown as { inputs: unknown[] };
  const [input] = inputs;
  if (input === undefined) return null;
  if (input instanceof z.ZodObject && inputs.length === 1) return input;
  throw new Error(`${name} is on the REST door, so its one input must be a z.strictObject`);
}
