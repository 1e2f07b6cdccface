import { z } from 'zod';
import { Id, Instant } from '../wire/fields.ts';
import { Role } from './roles.ts';

export const SignIn = z.strictObject({
  email: z.string().trim().min(3).max(320).describe('The address of the account; upper and lower case are the same.'),
  password: z.string().min(1).max(256),
});
export type SignIn = z.infer<typeof SignIn>;

export const MIN_PASSWORD_LENGTH = 10;

export const NewPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `takes at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(128, 'takes at most 128 characters');

export const ChangePassword = z.strictObject({
  current_password: z.string().min(1).max(256),
  new_password: NewPassword,
});
export type ChangePassword = z.infer<typeof ChangePassword>;

export const SessionUser = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  tenant_id: z.string().nullable().describe('The tenant this person works for, when the accounts know it.'),
  role: Role.nullable(),
});
export type SessionUser = z.infer<typeof SessionUser>;

export const TenantChoice = z.object({ id: Id, slug: z.string(), name: z.string(), mode: z.string(), role: Role });
export type TenantChoice = z.infer<typeof TenantChoice>;

/** Who is asking, and for which tenant: what the shell of the web application starts from. */
export const CurrentSession = z.object({
  actor: z.object({
    type: z.enum(['user', 'api_key', 'system']),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: Role,
  }),
  tenant: z.object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    mode: z.string().describe('live or test'),
    currency: z.string(),
    time_zone: z.string(),
    locale: z.string(),
  }),
  tenants: z.array(TenantChoice).describe('Every tenant this person may switch to with the header x-tenant-id.'),
});
export type CurrentSession = z.infer<typeof CurrentSession>;

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('What the key is for, to recognise it later.'),
  role: Role.default('finance'),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string().describe('The first characters of the key.'),
    role: Role,
    created_at: Instant,
    last_used_at: Instant.nullable(),
    revoked_at: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  secret: z.string().describe('The whole key. Shown this once; only a hash of it is kept.'),
}).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
