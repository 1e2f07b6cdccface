import { randomBytes } from 'node:crypto';
import { type AddedMember, AddMember, addMember } from '@revenue/api/access/add-member';
import { Role } from '@revenue/billing-core/access';
import { alignColumns } from './align-columns.ts';
import { defineCommand, UsageError } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const memberAdd = defineCommand({
  name: 'member:add',
  says: 'Let a person work for a tenant, with an account to sign in with.',
  details: [
    'Without a password one is made and shown, this once. Who has an account already keeps it and its password.',
    'With AUTH_SERVER_URL set the accounts are there, and no password is taken here.',
  ],
  options: {
    tenant: { value: 'SLUG', required: true, says: 'For whom.' },
    email: { value: 'ADDRESS', required: true, says: 'The person signs in with it.' },
    name: { value: 'NAME', required: true, says: 'Of the person.' },
    role: { value: Role.options.join('|'), says: 'What the person may do; owner unless given.' },
    'password-stdin': { says: 'Read the password from the first line of the standard input.' },
    password: { value: 'TEXT', says: 'The password itself; whoever lists the processes of this machine sees it.' },
  },
  examples: [
    'member:add --tenant acme --email ada@example.com --name "Ada Lovelace"',
    'member:add --tenant acme --email ada@example.com --name "Ada Lovelace" --password-stdin < password.txt',
  ],
  run: async ({ options, ask }) => {
    const given = await readPassword(options, ask.stdin);
    const { tenant, email, name } = options;
    const role = options.role ?? 'owner';
    const { password, ...person } = AddMember.parse({ email, name, role, password: given ?? newPassword() });
    const added = await ask.withServices(async (services) => {
      const withAccount = services.auth.kind === 'built_in';
      if (!withAccount && given !== undefined)
        throw new UsageError('AUTH_SERVER_URL keeps the accounts: leave the password out.');
      const member = await addMember(
        await contextOf(services, tenant, 'member:add'),
        withAccount ? { ...person, password } : person,
      );
      return { ...member, address: services.public_url };
    });
    const shown: Record<string, string> = added.account_created && given === undefined && password ? { password } : {};
    return {
      lines: [
        `${person.name} works for ${tenant} now.`,
        ...alignColumns([
          ['address', added.address],
          ['e-mail', person.email],
          ...Object.entries(shown),
          ['role', person.role],
        ]),
        sayAccount(added, given !== undefined),
      ],
      json: { tenant, ...person, user_id: added.user_id, account_created: added.account_created, ...shown },
    };
  },
});

function sayAccount({ account_created, user_id }: AddedMember, passwordGiven: boolean): string {
  if (account_created)
    return passwordGiven ? 'The password is the one given.' : 'Keep the password now: only a hash of it is stored.';
  return user_id.includes('@')
    ? 'The account is that of your auth server.'
    : 'There was an account with this address already; its password stays.';
}

async function readPassword(
  { password, password_stdin }: { password: string | undefined; password_stdin: boolean },
  stdin: AsyncIterable<Uint8Array>,
): Promise<string | undefined> {
  if (password !== undefined && password_stdin) throw new UsageError('Give --password or --password-stdin, not both.');
  return password_stdin ? firstLine(stdin) : password;
}

/** 120 random bits: nobody guesses it, and it is replaced by one's own on the settings page. */
function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

async function firstLine(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
}
