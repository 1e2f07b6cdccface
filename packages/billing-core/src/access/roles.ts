import { z } from 'zod';

/** From least to most: each role may do everything the roles before it may. */
export const ROLES = ['viewer', 'support', 'finance', 'admin', 'owner'] as const;

export const Role = z
  .enum(ROLES)
  .describe(
    'viewer reads; support also makes customers and edits who they are, nothing in money; finance also edits the catalogue and bills; admin also changes settings and keys; owner may do everything.',
  );
export type Role = z.infer<typeof Role>;

/** True when `role` may do what `needed` may. Example: `roleIncludes('admin', 'finance')` is true. */
export function roleIncludes(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
