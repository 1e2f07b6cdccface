import type { Role } from '@revenue/billing-core/access';
import type { Clock } from '@revenue/billing-core/time';
import type { Database } from '@revenue/db/database';
import type { DocumentStore } from '@revenue/documents/document-store';
import type { RenderPool } from '@revenue/documents/render-pool';
import type { MailTransport } from '@revenue/emails/transport';
import type { JobQueue } from '@revenue/jobs/job-queue';
import type { Authenticator } from './access/accounts/authenticator.ts';

/** Structured logs; pino and Fastify's logger both are one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the process gives to every operation. Built once, at the start of the server, of a command or of a test. */
export interface Services {
  db: Database;
  /** The present. Within an operation it is that of its tenant, which may have a test clock. */
  clock: Clock;
  /** Set where `clock` is a test clock: whose it is, and the machine's. Read it through `realClock`. */
  own_clock?: { tenant_id: string; real: Clock } | undefined;
  auth: Authenticator;
  /** Where work for later goes, in the transaction of the change that causes it. */
  jobs: JobQueue;
  /** Keeps rendered documents by the hash of their content. */
  documents: DocumentStore;
  renderer: RenderPool;
  mail: MailTransport;
  /** The address mails come from; the tenant's own goes into reply-to. */
  mail_from: string;
  log: Log;
  /** The address people reach this server at, without a slash at the end. */
  public_url: string;
  /** The tenant of people who belong to none; for companies of one tenant behind their own auth server. */
  default_tenant?: { tenant_id: string; role: Role } | undefined;
}

export type Actor = { type: 'user' | 'api_key' | 'system'; id: string; name: string; email: string | null; role: Role };

/** What an operation may use: the services, on behalf of one actor of one tenant. */
export interface OperationContext extends Services {
  tenant_id: string;
  actor: Actor;
  request_id: string;
  /** Set by the REST door while it answers a POST under an Idempotency-Key. */
  idempotency?: { key: string; locked_at: Date } | undefined;
}

export type Credential = { token: string; origin: 'bearer' | 'cookie' };

/** What a door (tRPC or REST) knows of a request before anybody is authenticated. */
export interface RequestContext {
  services: Services;
  request_id: string;
  credential: Credential | null;
  /** The header x-tenant-id: which of several tenants a person means. */
  requested_tenant_id: string | null;
  /** Authenticates once per request, however many procedures a batch holds. */
  operation: () => Promise<OperationContext>;
}

/**
 * The context of jobs and commands: no request, no person, every right within the one tenant. In the time that `services`
 * tell; `tenantContext` gives it in that of the tenant.
 */
export function systemContext(services: Services, tenant_id: string, reason: string): OperationContext {
  const actor: Actor = { type: 'system', id: reason, name: reason, email: null, role: 'owner' };
  return { ...services, tenant_id, actor, request_id: `system:${reason}` };
}
