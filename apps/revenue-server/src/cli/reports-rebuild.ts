import { rebuildRevenueSums } from '@revenue/api/reports/rebuild-revenue-sums';
import { defineCommand } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const reportsRebuild = defineCommand({
  name: 'reports:rebuild',
  says: 'Make the sums that reports read anew, from the invoices themselves.',
  details: [
    'Only needed when verify says that revenue_sums_agree does not hold, or when invoices were put in past the triggers.',
    'Invoices that are sent meanwhile wait until it is done: about half a minute for a million.',
  ],
  options: { tenant: { value: 'SLUG', required: true, says: 'Whose.' } },
  examples: ['reports:rebuild --tenant acme'],
  run: ({ options: { tenant }, ask }) =>
    ask.withServices(async (services) => {
      const made = await rebuildRevenueSums(await contextOf(services, tenant, 'reports:rebuild'));
      return { lines: [`${made.sums} sums were made anew for ${tenant}.`], json: made };
    }),
});
