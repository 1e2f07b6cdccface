import {
  CreateSubscription,
  ListSubscriptions,
  Subscription,
  SubscriptionPage,
  UpdateSubscription,
} from '@revenue/billing-core/subscriptions';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { createSubscription } from './create-subscription.ts';
import { getSubscription } from './get-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { updateSubscription } from './update-subscription.ts';

const tags = ['subscriptions'];
const ById = z.strictObject({ id: Id });

export const subscriptionsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/subscriptions', tags, summary: 'List subscriptions' } })
    .input(ListSubscriptions)
    .output(SubscriptionPage)
    .query(({ ctx, input }) => listSubscriptions(ctx, input)),
  get: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/subscriptions/{id}', tags, summary: 'Get a subscription with its items' },
    })
    .input(ById)
    .output(Subscription)
    .query(({ ctx, input }) => getSubscription(ctx, input)),
  create: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/subscriptions', tags, summary: 'Subscribe a customer to a plan' },
      status: 201,
    })
    .input(CreateSubscription)
    .output(Subscription)
    .mutation(({ ctx, input }) => createSubscription(ctx, input)),
  update: financeProcedure
    .meta({ openapi: { method: 'PUT', path: '/subscriptions/{id}', tags, summary: 'Change a subscription' } })
    .input(UpdateSubscription)
    .output(Subscription)
    .mutation(({ ctx, input }) => updateSubscription(ctx, input)),
  cancel: financeProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/subscriptions/{id}',
        tags,
        summary: 'End a subscription with its current period',
      },
    })
    .input(ById)
    .output(Subscription)
    .mutation(({ ctx, input }) => updateSubscription(ctx, { ...input, cancel_at_period_end: true })),
});
