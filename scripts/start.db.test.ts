import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { lookAtEmbeddedPostgres } from '../packages/db/src/embedded.ts';
import { ensureDatabase } from '../packages/db/src/ensure-database.ts';
import { isAlive, useInstallation } from './testing/installation.ts';

const here = useInstallation();

describe('npm start', () => {
  it('says where it is, and ends with everything it started at SIGTERM', async () => {
    await chmod(here.dataDir, 0o755);
    const first = await here.start();
    expect(first.said()).toContain(`http://localhost:${here.port}`);
    expect(first.said()).toContain('kept in the outbox, nothing is sent');
    expect(first.said()).toMatch(new RegExp(`Data +${here.dataDir}\n`));
    expect(await here.readiness()).toBe(200);
    const postgres = await here.postmasterPid();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.said()).toContain('Stopped.');
    expect(isAlive(postgres)).toBe(false);
  });

  it('refuses a second start and a reset while one runs, and names its address', async () => {
    const first = await here.start();
    const second = here.launch('start', '--no-build');
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Revenue already runs at http://localhost:${here.port}`);
    const reset = here.launch('reset');
    expect(await reset.ended).toBe(1);
    expect(reset.said()).toContain('Stop it first');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const unasked = here.launch('reset');
    expect(await unasked.ended).toBe(1);
    expect(unasked.said()).toContain('npm run reset -- --yes');
    const again = here.launch('reset', '--yes');
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain('are forgotten');
    const third = here.launch('reset');
    expect(await third.ended).toBe(0);
    expect(third.said()).toContain('There is nothing to forget');
  });

  it('names both folders where PostgreSQL cannot enter the one, and starts from a copy of both', async () => {
    const closed = process.getuid?.() === 0;
    if (closed) await chmod(here.dataDir, 0o700);
    const first = await here.start();
    const { dataDir: home } = await lookAtEmbeddedPostgres(join(here.dataDir, 'postgres'));
    expect(home.startsWith(here.dataDir)).toBe(!closed);
    expect(first.said()).toContain(closed ? home : here.dataDir);
    if (closed) expect(first.said()).toContain(join(here.dataDir, 'documents'));
    const made = here.launch('revenue', 'tenant:create', '--slug', 'acme', '--name', 'Acme');
    expect(await made.ended).toBe(0);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const refused = here.launch('start', '--no-build', { DATA_DIR: home });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain(`DATA_DIR=${home} is the folder of a database itself`);
    const copy = await mkdtemp(join(tmpdir(), 'revenue copy '));
    await chmod(copy, 0o755);
    execFileSync('cp', ['-a', home, join(copy, 'postgres')]);
    const restored = await here.start({ DATA_DIR: copy });
    expect(restored.said()).not.toContain('Nobody is there yet.');
    restored.child.kill('SIGTERM');
    expect(await restored.ended).toBe(0);
    await rm(copy, { recursive: true, force: true });
  });

  it('names the setting that changes a port in use', async () => {
    const other: Server = createServer().listen(here.port, 'localhost');
    await once(other, 'listening');
    const refused = here.launch('start', '--no-build');
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain(`PORT=${here.port + 1} npm start`);
    other.close();
  });

  it('lists every wrong setting and starts nothing', async () => {
    const refused = here.launch('start', '--no-build', { SMTP_USER: 'me', LOG_LEVEL: 'loud' });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain('LOG_LEVEL=loud: say fatal');
    expect(refused.said()).toContain('SMTP_PASSWORD is not set');
  });

  it('uses the database that DATABASE_URL names and starts none', async () => {
    const DATABASE_URL = await ensureDatabase(inject('adminUrl'), `start_${process.pid}`);
    const made = here.launch('revenue', 'tenant:create', '--slug', 'acme', '--name', 'Acme', { DATABASE_URL });
    expect(await made.ended).toBe(0);
    const started = await here.start({ DATABASE_URL, REVENUE_SEED: 'demo' });
    expect(started.said()).not.toContain('demo');
    expect(started.said()).toContain('yours');
    expect(await readdir(here.dataDir)).not.toContain('postgres');
    expect(await here.readiness()).toBe(200);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('says what is wrong with a database that does not answer', async () => {
    const refused = here.launch('start', '--no-build', {
      DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/revenue',
    });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain('DATABASE_URL=postgres://owner:***@127.0.0.1:1/revenue cannot be used');
  });
});
