import { StartRefused } from '@revenue/db/embedded/start-refused';
import type { Env } from '../../env.ts';
import { type Finding, fail, ok } from './finding.ts';

/** Everything else depends on the settings, so wrong ones are the only finding there is. */
export function checkSettings(read: () => Env): { env?: Env; finding: Finding } {
  try {
    const env = read();
    return { env, finding: ok('settings', `all can be read; this is for ${env.public_url}, mode ${env.mode}`) };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return {
      finding: fail('settings', error.message, 'Set them right in the shell or in .env; nothing else was looked at.'),
    };
  }
}
