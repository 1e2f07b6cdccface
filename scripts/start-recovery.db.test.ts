import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../packages/db/src/database.ts';
import { joinEmbeddedPostgres, lookAtEmbeddedPostgres } from '../packages/db/src/embedded.ts';
import { databaseUrl } from '../packages/db/src/ensure-database.ts';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '../packages/db/src/roles.ts';
import { verifyInvariants } from '../packages/jobs/src/catalogue.ts';
import { openJobQueue } from '../packages/jobs/src/job-queue.ts';
import { isAlive, untilTrue, useInstallation } from './testing/installation.ts';

const here = useInstallation();

describe('npm start', () => {
  it('recovers by itself from a kill -9', async () => {
    const first = await here.start();
    const server = (JSON.parse(await readFile(join(here.dataDir, 'server-lock.json'), 'utf8')) as { pid: number }).pid;
    process.kill(server, 'SIGKILL');
    await first.ended;
    const second = await here.start();
    expect(await here.readiness()).toBe(200);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('ends by itself when what started it was killed', async () => {
    const first = await here.start();
    const postgres = await here.postmasterPid();
    first.child.kill('SIGKILL');
    await first.ended;
    await untilTrue(() => !isAlive(postgres));
  });

  it('goes on, worker and all, when its database was killed; commands work beside it', async () => {
    const started = await here.start();
    expect(started.said()).toContain('Nobody is there yet.');
    process.kill(await here.postmasterPid(), 'SIGKILL');
    await untilTrue(async () =>
      (await readFile(join(here.dataDir, 'revenue.log'), 'utf8')).includes('PostgreSQL is back.'),
    );
    await untilTrue(async () => (await here.readiness()) === 200);
    const made = here.launch('revenue', 'tenant:create', '--slug', 'acme', '--name', 'Acme', '--json');
    expect(await made.ended).toBe(0);
    expect(JSON.parse(made.said())).toMatchObject({ slug: 'acme' });
    await untilJobDone(here.dataDir);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    // And without it: the database is started for the command, and stopped after it.
    const verified = here.launch('revenue', 'verify');
    expect(await verified.ended).toBe(0);
    expect(verified.said()).toContain('checks hold for all tenants');
    expect((await lookAtEmbeddedPostgres(join(here.dataDir, 'postgres'))).runningPid).toBeUndefined();
  });
});

/** The worker is alive when a job that is put into the queue now gets done. */
async function untilJobDone(dataDir: string): Promise<void> {
  const reached = await joinEmbeddedPostgres(join(dataDir, 'postgres'));
  const adminUrl = databaseUrl(reached?.adminUrl ?? '', 'revenue');
  const systemUrl = roleUrl(adminUrl, SYSTEM_ROLE);
  const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl });
  const jobs = await openJobQueue({ systemUrl, onError: () => undefined });
  try {
    await db.withSystem('a test gives the worker work', (tx) => jobs.enqueue(tx, verifyInvariants, {}));
    await untilTrue(async () => {
      const rows = await db.withSystem(
        'a test looks at the queue',
        (tx) => tx.$queryRaw<{ state: string }[]>`SELECT state::text FROM pgboss.job WHERE name = 'invariants.verify'`,
      );
      return rows.length > 0 && rows.every(({ state }) => state === 'completed');
    });
  } finally {
    await jobs.stop(0);
    await db.close();
  }
}
