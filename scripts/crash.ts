import { setTimeout as sleep } from 'node:timers/promises';
import { startSmtpProvider } from '../apps/revenue-server/src/testing/mail-providers.ts';
import { Random } from '../packages/api/test/simulation/random.ts';
import { faultsAfter } from './crash/check.ts';
import { Client } from './crash/client.ts';
import { Installation } from './crash/installation.ts';
import { Load } from './crash/load.ts';

/** Many, for after a kill some wait a minute until their key is free again. */
const WORKERS = 24;
const WAYS = ['server', 'postgres', 'backend', 'both', 'start'] as const;

/**
 * `pnpm crash [seed] [rounds]`: a real server under random load is killed once in each round, or its PostgreSQL, or both, and
 * started again, while its client repeats under the same keys whatever was not answered. At the end everything that was
 * answered must be there once, and all invariants must hold. Of its two companies one is a test company, whose time moves on.
 */
async function main([seed = '1', rounds = '10']: string[]): Promise<void> {
  const random = new Random(wholeNumber('the seed', seed));
  const mails = await startSmtpProvider();
  const installation = await Installation.make(mails.settings);
  try {
    installation.start();
    await installation.untilReady();
    const companies = [await makeCompany(installation, 'live'), await makeCompany(installation, 'test')];
    const loads = companies.map(({ client, mode }) => {
      return new Load(client, new Random(random.int(1, 1_000_000)), mode === 'test');
    });
    for (const load of loads) await load.prepare();
    let isOver = false;
    const work = Promise.all(
      loads.flatMap((load) => Array.from({ length: WORKERS / 2 }, () => load.work(() => isOver))),
    );
    for (let round = 1; round <= wholeNumber('rounds', rounds); round += 1) {
      await sleep(random.int(1_500, 9_000));
      const way = random.pick(WAYS);
      await crash(installation, way, random);
      const [answered, retries] = [sumOf(companies, 'answered'), sumOf(companies, 'retries')];
      console.log(`round ${round}: ${way} killed; ${answered} answers, ${retries} repetitions`);
    }
    isOver = true;
    await work;
    const faults: string[] = [];
    for (const [at, { mode, tenant_id }] of companies.entries()) {
      const load = loads[at] as Load;
      const found = await faultsAfter(installation, load, tenant_id);
      faults.push(...found.map((fault) => `${mode}: ${fault}`));
      reportLoad(load, mode);
    }
    for (const [id, times] of mails.taken) if (times > 1) faults.push(`mail ${id} came ${times} times`);
    const code = await installation.stop();
    if (code !== 0) faults.push(`the server ended with ${code} when it was told to stop`);
    report(mails.taken.size, faults, seed);
    // What the server said of its own faults tells more than its answers may.
    if (faults.length > 0) console.error(linesOf(installation.said, 'request failed').join('\n'));
  } finally {
    await installation.remove();
    await mails.stop();
  }
}

type Mode = 'live' | 'test';
type Company = { mode: Mode; tenant_id: string; client: Client };

async function makeCompany(installation: Installation, mode: Mode): Promise<Company> {
  const tenant = await installation.command('tenant:create', '--slug', mode, '--name', `Acme ${mode}`, '--mode', mode);
  const key = await installation.command('key:create', '--tenant', mode, '--name', 'crash', '--role', 'owner');
  const { id } = tenant.json as { id: string };
  const { secret } = key.json as { secret: string };
  return { mode, tenant_id: id, client: new Client(installation.url, secret) };
}

function sumOf(companies: Company[], what: 'answered' | 'retries'): number {
  return companies.reduce((sum, { client }) => sum + client[what], 0);
}

async function crash(installation: Installation, way: (typeof WAYS)[number], random: Random): Promise<void> {
  if (way === 'postgres') await installation.killPostmaster();
  if (way === 'backend') await installation.killBackend((pids) => random.pick(pids));
  if (way === 'server' || way === 'both' || way === 'start') await installation.killServer();
  if (way === 'both') await installation.killPostmaster();
  if (way === 'start') {
    installation.start();
    await sleep(random.int(100, 2_500));
    await installation.killServer();
  }
  if (way !== 'postgres' && way !== 'backend') installation.start();
  await installation.untilReady();
}

function reportLoad(load: Load, mode: Mode): void {
  const kinds = Map.groupBy(load.asked, ({ what, outcome }) => `${mode}: ${what} ${outcome.kind}`);
  for (const [kind, all] of [...kinds].sort()) console.log(`  ${kind}: ${all.length}`);
  console.log(`  ${mode}: usage records: ${load.taken.size}`);
}

function report(mails: number, faults: string[], seed: string): void {
  console.log(`  mails that came: ${mails}`);
  for (const fault of faults) console.error(`FAULT ${fault}`);
  console.log(faults.length === 0 ? `seed ${seed}: all well` : `seed ${seed}: ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}

function linesOf(log: string, word: string): string[] {
  return log
    .split('\n')
    .filter((line) => line.includes(word))
    .slice(0, 50);
}

function wholeNumber(what: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`${what} is "${text}"; write a whole number above zero, such as pnpm crash 1 10.`);
}

await main(process.argv.slice(2));
