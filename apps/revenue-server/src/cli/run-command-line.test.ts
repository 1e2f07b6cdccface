import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { runCommandLine } from './run-command-line.ts';

/** None of these may come as far as a database. */
async function run(...argv: string[]): Promise<{ exit: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const ask = {
    withServices: () => Promise.reject(new Error('the database was asked for')),
    stdin: (async function* (): AsyncGenerator<Uint8Array> {})(),
  };
  const exit = await runCommandLine(argv, { out: (line) => out.push(line), err: (line) => err.push(line) }, ask);
  return { exit, out: out.join('\n'), err: err.join('\n') };
}

describe('the command line', () => {
  it('lists every command, and asked for nothing says so in its exit code', async () => {
    const help = await run('--help');
    expect(help.exit).toBe(0);
    for (const { name, says } of COMMANDS)
      expect(help.out).toContain(
        `${name.padEnd(Math.max(...COMMANDS.map((command) => command.name.length)))}   ${says}`,
      );
    expect(await run()).toMatchObject({ exit: 2, out: help.out });
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s explains itself with options and example',
    async (name, command) => {
      const help = await run(name, '--help');
      expect(help.exit).toBe(0);
      for (const option of [...Object.keys(command.options), 'json', 'help']) expect(help.out).toContain(`--${option}`);
      for (const example of command.examples) expect(help.out).toContain(`pnpm revenue ${example}`);
    },
  );

  it.each([
    ['an unknown command', ['tenant:make'], 'There is no command "tenant:make"'],
    [
      'an unknown option',
      ['verify', '--tenants', 'a'],
      'There is no option --tenants; there are --tenant, --json, --help.',
    ],
    ['a missing option', ['tenant:create', '--slug', 'a'], '--name NAME is missing.'],
    ['an option without its value', ['tenant:create', '--slug', '--name', 'a'], '--slug needs a value: --slug SLUG.'],
    ['an empty value', ['verify', '--tenant='], '--tenant needs a value'],
    ['an option given twice', ['verify', '--tenant', 'a', '--tenant', 'b'], '--tenant is given twice'],
    ['a flag with a value', ['billing:run', '--tenant', 'a', '--preview=yes'], '--preview takes no value'],
    ['a stray word', ['verify', 'acme'], 'verify takes options only; what is "acme"?'],
    ['a missing argument', ['usage:import', '--tenant', 'a'], 'FILE is missing'],
    ['a file that is not there', ['usage:import', 'nowhere.csv', '--tenant', 'a'], 'There is no file nowhere.csv.'],
    ['a format that nobody knows', ['usage:import', 'a.xml', '--tenant', 'a'], 'give --format csv or ndjson'],
    ['a wrong slug', ['tenant:create', '--slug', 'A B', '--name', 'x'], '--slug: takes small letters'],
    ['a wrong role', ['key:create', '--tenant', 'a', '--name', 'x', '--role', 'king'], '--role: '],
    [
      'a time without zone',
      ['billing:run', '--tenant', 'a', '--as-of', '2026-01-01T00:00:00'],
      '--as-of: must be an instant with its zone',
    ],
    [
      'a short password',
      ['member:add', '--tenant', 'a', '--email', 'a@example.com', '--name', 'A', '--password', 'short'],
      '--password: takes at least 10',
    ],
  ])('answers %s with what is wrong and an example', async (_what, argv, says) => {
    const { exit, out, err } = await run(...argv);
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(says);
    expect(err).toContain('For example:\n  pnpm revenue ');
  });

  it('with --json says what is wrong as one document on the standard output', async () => {
    const { exit, out, err } = await run(
      'tenant:create',
      '--slug',
      'A B',
      '--name',
      'x',
      '--currency',
      'EURO',
      '--json',
    );
    expect({ exit, err }).toEqual({ exit: 2, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'usage', errors: [{ path: '--slug' }, { path: '--currency' }] },
    });
  });
});
