import { rebuildMrr } from '@revenue/api/subscriptions/rebuild-mrr';
import { defineCommand } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const metricsRebuild = defineCommand({
  name: 'metrics:rebuild',
  says: 'Tell the MRR of all subscriptions anew, from their items, changes and ends.',
  details: [
    'Only needed when verify says that mrr_says_what_stands or mrr_spans_tile does not hold. Subscriptions from before MRR was recorded are taken up by themselves, hourly.',
    'What is not stored cannot be told: when a subscription fell behind with a payment, and discounts it had before.',
  ],
  options: { tenant: { value: 'SLUG', required: true, says: 'Whose.' } },
  examples: ['metrics:rebuild --tenant acme'],
  run: ({ options: { tenant }, ask }) =>
    ask.withServices(async (services) => {
      const ctx = await contextOf(services, tenant, 'metrics:rebuild');
      const made = await rebuildMrr(ctx, { missing: false });
      return { lines: [`The MRR of ${made.subscriptions} subscriptions of ${tenant} was told anew.`], json: made };
    }),
});
