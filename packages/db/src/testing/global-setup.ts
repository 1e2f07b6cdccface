import type { TestProject } from 'vitest/node';
import { ensureDatabase } from '../ensure-database.ts';
import { migrate } from '../migrate.ts';
import type {} from './provided-context.ts';
import { startTestServer } from './test-server.ts';

/** One server a run, migrated once; a copy of a database costs less than a tenth of migrating it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const templateName = `revenue_template_${process.pid}`;
  await migrate({ adminUrl: await ensureDatabase(server.adminUrl, templateName) });
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateName', templateName);
  return () => server.stop();
}
