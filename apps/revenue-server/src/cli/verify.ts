import { checkInvariants, invariantChecks, type Violation } from '@revenue/db/invariants';
import { defineCommand } from './command.ts';
import { requireTenant } from './require-tenant.ts';

export const verify = defineCommand({
  name: 'verify',
  says: 'Check that everything adds up: what must always hold, over all data.',
  details: ['Reads only. Exit code 1 when something does not hold; at most a hundred rows of each check are listed.'],
  options: { tenant: { value: 'SLUG', says: 'Only this tenant; all of them unless given.' } },
  examples: ['verify', 'verify --tenant acme'],
  run: async ({ options: { tenant }, ask }) => {
    const violations = await ask.withServices(async (services) => {
      const id = tenant === undefined ? undefined : (await requireTenant(services, tenant)).id;
      return checkInvariants(services.db, id);
    });
    const checks = (await invariantChecks()).map(({ name, says }) => ({
      name,
      says,
      violations: violations
        .filter(({ check }) => check === name)
        .map(({ tenant_id, detail }) => ({ tenant_id, detail })),
    }));
    const whose = tenant === undefined ? 'all tenants' : tenant;
    return {
      lines: [...checks.flatMap(sayCheck), '', sayAll(checks.length, violations, whose)],
      json: { ok: violations.length === 0, checks },
      ok: violations.length === 0,
    };
  },
});

type Check = { name: string; says: string; violations: Omit<Violation, 'check'>[] };

function sayCheck({ name, says, violations }: Check): string[] {
  if (violations.length === 0) return [`ok    ${name}: ${says}`];
  return [
    `FAIL  ${name}: ${says}`,
    ...violations.map(({ tenant_id, detail }) => `        tenant ${tenant_id}: ${detail}`),
  ];
}

function sayAll(checks: number, violations: Violation[], whose: string): string {
  if (violations.length === 0) return `All ${checks} checks hold for ${whose}.`;
  const broken = new Set(violations.map((violation) => violation.check)).size;
  return `${broken} of ${checks} checks do not hold for ${whose}: ${violations.length} violations.`;
}
