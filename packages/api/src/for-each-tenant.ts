import type { Services } from './context.ts';

/**
 * Does the same for many tenants, one after the other. What fails for one is told and keeps none of the others waiting; in
 * the end the job fails all the same, so that it is seen and tried again.
 */
export async function forEachTenant(
  { log }: Pick<Services, 'log'>,
  tenant_ids: readonly string[],
  work: (tenant_id: string) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const tenant_id of tenant_ids) {
    try {
      await work(tenant_id);
    } catch (error) {
      log.error({ err: error, tenant_id }, 'a job failed for one tenant');
      failures.push(error);
    }
  }
  if (failures.length === 0) return;
  throw new AggregateError(
    failures,
    `Failed for ${failures.length} of ${tenant_ids.length} tenants; the log says why.`,
  );
}
