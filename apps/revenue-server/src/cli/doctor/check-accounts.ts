import { createAuthServer } from '@revenue/api/access/accounts/auth-server';
import { systemClock } from '@revenue/billing-core/time';
import type { Env } from '../../env.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

/** Whether sessions can be validated where they are kept. */
export async function checkAccounts({ accounts }: Env): Promise<Finding[]> {
  if (accounts.kind === 'built_in') return [ok('accounts', 'built in')];
  try {
    // Nobody's session: a server that works says so.
    await createAuthServer({ url: accounts.url, clock: systemClock }).validate('doctor-asks-for-nobody');
    return [ok('accounts', `${accounts.url} validates sessions`)];
  } catch (error) {
    const remedy = 'Until it answers nobody can sign in: check that it runs and that AUTH_SERVER_URL is right.';
    return [fail('accounts', `${accounts.url}: ${reasonOf(error)}`, remedy)];
  }
}
