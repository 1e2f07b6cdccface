import { type Env, readEnv } from '../env.ts';
import { type Command, defineCommand } from './command.ts';
import { checkAccounts } from './doctor/check-accounts.ts';
import { checkDataFolder } from './doctor/check-data-folder.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkMail } from './doctor/check-mail.ts';
import { checkPdf } from './doctor/check-pdf.ts';
import { checkSettings } from './doctor/check-settings.ts';
import { checkStore } from './doctor/check-store.ts';
import type { Finding } from './doctor/finding.ts';

/** Each looks at one thing and says how it stands; none changes anything, and none keeps another from looking. */
const CHECKS: ((env: Env) => Promise<Finding[]>)[] = [
  checkDatabase,
  checkDataFolder,
  checkAccounts,
  checkMail,
  checkPdf,
  checkStore,
];

export const doctor: Command = defineCommand({
  name: 'doctor',
  says: 'Look at everything that a working server needs, and say what to do about what is missing.',
  details: ['Changes nothing. Exit code 1 when something fails; what is only to be watched is a warning.'],
  options: {},
  examples: ['doctor'],
  run: async () => {
    const findings = await examine();
    const failed = findings.filter(({ status }) => status === 'fail').length;
    const warned = findings.filter(({ status }) => status === 'warn').length;
    return {
      lines: [...findings.flatMap(sayFinding), '', `${findings.length} checks: ${failed} failed, ${warned} to watch.`],
      json: { ok: failed === 0, findings },
      ok: failed === 0,
    };
  },
});

async function examine(): Promise<Finding[]> {
  const settings = checkSettings(readEnv);
  if (!settings.env) return [settings.finding];
  const findings = [settings.finding];
  for (const check of CHECKS) findings.push(...(await check(settings.env)));
  return findings;
}

function sayFinding({ status, check, says, remedy }: Finding): string[] {
  const line = `${status.padEnd(4)}  ${check}: ${says}`;
  return remedy === undefined ? [line] : [line, `      ${remedy}`];
}
