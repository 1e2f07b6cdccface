import { createTenant } from '@revenue/api/tenants/create-tenant';
import { CreateTenant } from '@revenue/billing-core/tenants';
import { alignColumns } from './align-columns.ts';
import { defineCommand } from './command.ts';

export const tenantCreate = defineCommand({
  name: 'tenant:create',
  says: 'Make a tenant: a company that bills.',
  details: ['What is left out can be set later, on the settings page; the mode and the slug stay.'],
  options: {
    slug: { value: 'SLUG', required: true, says: 'Short name: small letters, digits, hyphens. Unique on this server.' },
    name: { value: 'NAME', required: true, says: 'Of the company.' },
    mode: {
      value: 'live|test',
      says: 'test may use stand-ins for outside services, and its time can be advanced; test unless given.',
    },
    currency: { value: 'CODE', says: 'Of new customers and of reports; USD unless given.' },
    country: { value: 'CODE', says: 'Two letters; US unless given.' },
    'time-zone': { value: 'ZONE', says: 'Such as Europe/Berlin; UTC unless given.' },
    locale: { value: 'TAG', says: 'Such as de-DE; en-US unless given.' },
    'payment-terms': { value: 'TERMS', says: 'net_30, due_on_receipt, end_of_month; net_30 unless given.' },
    'legal-name': { value: 'NAME', says: 'As it stands on invoices, where it is another.' },
    email: { value: 'ADDRESS', says: 'Where customers answer to.' },
    'tax-id': { value: 'ID', says: 'As it stands on invoices.' },
  },
  examples: [
    'tenant:create --slug acme --name "Acme Inc." --mode live --currency EUR --country DE --time-zone Europe/Berlin',
  ],
  run: async ({ options, ask }) => {
    const { json: _json, help: _help, ...fields } = options as Record<string, unknown>;
    // Wrong values are found before a database is looked for.
    const input = CreateTenant.parse(withoutUndefined(fields));
    const tenant = await ask.withServices((services) => createTenant(services, input));
    return {
      lines: [
        `Made the tenant "${input.name}".`,
        ...alignColumns([
          ['slug', tenant.slug],
          ['id', tenant.id],
          ['mode', tenant.mode],
        ]),
        `Next, let a person in: pnpm revenue member:add --tenant ${tenant.slug} --email you@example.com --name "Your Name"`,
      ],
      json: tenant,
    };
  },
});

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
