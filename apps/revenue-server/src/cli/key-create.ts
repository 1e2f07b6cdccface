import { createApiKey } from '@revenue/api/access/create-api-key';
import { CreateApiKey, Role } from '@revenue/billing-core/access';
import { alignColumns } from './align-columns.ts';
import { defineCommand } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const keyCreate = defineCommand({
  name: 'key:create',
  says: 'Make an API key of a tenant and show it, this once.',
  options: {
    tenant: { value: 'SLUG', required: true, says: 'Whose key.' },
    name: { value: 'NAME', required: true, says: 'What it is for, to recognise it later.' },
    role: { value: Role.options.join('|'), says: 'What it may do; finance unless given.' },
  },
  examples: ['key:create --tenant acme --name "usage of the gateway" --role finance'],
  run: async ({ options: { tenant, name, role }, ask }) => {
    const input = CreateApiKey.parse({ name, ...(role === undefined ? {} : { role }) });
    const key = await ask.withServices(async (services) =>
      createApiKey(await contextOf(services, tenant, 'key:create'), input),
    );
    return {
      lines: [
        key.secret,
        '',
        ...alignColumns([
          ['tenant', tenant],
          ['name', key.name],
          ['role', key.role],
        ]),
        'Keep it now: only a hash of it is stored. Send it as "Authorization: Bearer <key>".',
      ],
      json: key,
    };
  },
});
