import { describe, expect, it } from 'vitest';
import { useInstallation } from './testing/installation.ts';

const here = useInstallation();

describe('npm start', () => {
  it('fills a new database with the demo once, and prints a login that works', async () => {
    // What the whole story comes to is seen in prisma/seed.db.test.ts.
    const first = await here.start({ REVENUE_SEED: 'demo', REVENUE_DEMO_MONTHS: '1' });
    expect(first.said()).toContain('Making a demo company');
    const [, password = ''] = /Password +(\S+)/.exec(first.said()) ?? [];
    expect(await signIn(here.port, password)).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = await here.start({ REVENUE_SEED: 'demo' });
    expect(second.said()).not.toContain('Making a demo company');
    expect(second.said()).toContain(password);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  }, 400_000);
});

async function signIn(port: number, password: string): Promise<number> {
  const body = JSON.stringify({ email: 'demo@example.com', password });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`http://localhost:${port}/auth/sign-in`, { method: 'POST', headers, body })).status;
}
