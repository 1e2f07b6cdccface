import { SubscriptionPolicy, UpdateSubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import { adminProcedure, router, viewerProcedure } from '../../trpc.ts';
import { getPolicy } from './get-policy.ts';
import { updatePolicy } from './update-policy.ts';

const tags = ['subscriptions'];

export const subscriptionPolicyRouter = router({
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/subscription-policy',
        tags,
        summary: 'Get how changes, trials and unpaid invoices of subscriptions are treated',
      },
    })
    .output(SubscriptionPolicy)
    .query(({ ctx }) => getPolicy(ctx)),
  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/subscription-policy',
        tags,
        summary: 'Change how changes, trials and unpaid invoices of subscriptions are treated',
      },
    })
    .input(UpdateSubscriptionPolicy)
    .output(SubscriptionPolicy)
    .mutation(({ ctx, input }) => updatePolicy(ctx, input)),
});
