import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { describe, expect, inject, it } from 'vitest';
import { ensureDatabase } from '../packages/db/src/ensure-database.ts';
import { isAlive, useInstallation } from './testing/installation.ts';

const here = useInstallation();

describe('npm start', () => {
  it('says where it is, and ends with everything it started at SIGTERM', async () => {
    const first = await here.start();
    expect(first.said()).toContain(`http://localhost:${here.port}`);
    expect(first.said()).toContain('kept in the outbox, nothing is sent');
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
    const again = here.launch('reset');
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain('is forgotten');
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
