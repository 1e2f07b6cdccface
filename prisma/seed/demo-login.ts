import { createHmac } from 'node:crypto';
import type { Services } from '../../packages/api/src/context.ts';

export const DEMO_EMAIL = 'demo@example.com';

/**
 * The first password of the demo login. Nobody who does not know this very database can know it: it is made from the
 * password of the system role, as that one is made from the owner's. So it need not be kept anywhere to be shown again.
 */
export function demoPassword({ db }: Pick<Services, 'db'>): string {
  const secret = decodeURIComponent(new URL(db.systemUrl).password);
  const bytes = createHmac('sha256', secret).update('revenue: demo login').digest();
  const letters = [...bytes.subarray(0, 12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** 32 characters that nobody takes for another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** The login as the terminal shows it; null where there is none. Its password is shown while it is the first one. */
export async function findDemoLogin(services: Services): Promise<{ email: string; password: string | null } | null> {
  const { auth } = services;
  if (auth.kind !== 'built_in') return null;
  const password = demoPassword(services);
  const signedIn = await auth.signIn(DEMO_EMAIL, password, { ip: '127.0.0.1', user_agent: 'npm start' });
  if (!signedIn) return { email: DEMO_EMAIL, password: null };
  await auth.signOut(signedIn.session_token);
  return { email: DEMO_EMAIL, password };
}
