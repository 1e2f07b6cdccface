import type { TestProject } from 'vitest/node';
import { ensureDatabase } from '../ensure-database.ts';
import { migrate } from '../migrate.ts';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run. */
    adminUrl: string;
    /** The name of the migrated database that every worker copies. */
    templateName: string;
  }
}

/** One server a run, migrated once; a copy of a database costs less than a tenth of migrating it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const templateName = `revenue_template_${process.pid}`;
  await migrate({ adminUrl: await ensureDatabase(server.adminUrl, templateName) });
  project.provide('adminUrl', server.adminUrl);
  project.provide('templateName', templateName);
  return () => server.stop();
}
