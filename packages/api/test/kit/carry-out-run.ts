// A worker of its own, to be killed: carries out one billing run on the database it is given, two customers at a time.
import { movableClock } from '@revenue/billing-core/time';
import { createDatabase } from '@revenue/db/database';
import { openJobQueue } from '@revenue/jobs/job-queue';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { type Services, systemContext } from '../../src/context.ts';

const [appUrl = '', systemUrl = '', tenantId = '', runId = '', now = ''] = process.argv.slice(2);
const db = createDatabase({ appUrl, systemUrl, poolSize: 2 });
const jobs = await openJobQueue({ systemUrl, onError: () => undefined });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
// A run needs no more of the services than these.
const services = { db, jobs, log, clock: movableClock(now) } as unknown as Services;
await executeBillingRun(systemContext(services, tenantId, 'billing.run'), runId, { chunk: 2 });
process.exit(0);
