import { TimelinePage } from '@revenue/billing-core/customers';
import {
  CancelSubscription,
  ChangedSubscriptionView,
  CreateSubscription,
  ListSubscriptions,
  ListSubscriptionTimeline,
  PauseSubscription,
  PreviewSubscriptionChange,
  ResumeSubscription,
  Subscription,
  SubscriptionChangePreview,
  SubscriptionFilters,
  SubscriptionPage,
  SubscriptionPreview,
  SubscriptionSums,
  UndoCancellation,
  UpcomingInvoice,
  UpdateSubscription,
} from '@revenue/billing-core/subscriptions';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { createSubscription } from './create-subscription.ts';
import { getSubscription } from './get-subscription.ts';
import { getUpcomingInvoice } from './get-upcoming-invoice.ts';
import { changeLifecycle } from './lifecycle/carry-out-command.ts';
import { listSubscriptionTimeline } from './list-subscription-timeline.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { previewSubscription } from './preview-subscription.ts';
import { previewSubscriptionChange } from './preview-subscription-change.ts';
import { sumSubscriptions } from './sum-subscriptions.ts';
import { undoSubscriptionChange } from './undo-subscription-change.ts';
import { updateSubscription } from './update-subscription.ts';

const tags = ['subscriptions'];
const ById = z.strictObject({ id: Id });

export const subscriptionsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/subscriptions', tags, summary: 'List subscriptions' } })
    .input(ListSubscriptions)
    .output(SubscriptionPage)
    .query(({ ctx, input }) => listSubscriptions(ctx, input)),
  sums: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/subscription-sums',
        tags,
        summary: 'Count subscriptions and sum their MRR by status',
      },
    })
    .input(SubscriptionFilters.omit({ status: true }))
    .output(SubscriptionSums)
    .query(({ ctx, input }) => sumSubscriptions(ctx, input)),
  get: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/subscriptions/{id}', tags, summary: 'Get a subscription with its items' },
    })
    .input(ById)
    .output(Subscription)
    .query(({ ctx, input }) => getSubscription(ctx, input)),
  upcoming_invoice: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/subscriptions/{id}/upcoming-invoice',
        tags,
        summary: 'The next invoice of a subscription, as the billing run will make it',
      },
    })
    .input(ById)
    .output(UpcomingInvoice)
    .query(({ ctx, input }) => getUpcomingInvoice(ctx, input)),
  timeline: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/subscriptions/{id}/timeline',
        tags,
        summary: 'What happened to a subscription and its invoices, newest first',
      },
    })
    .input(ListSubscriptionTimeline)
    .output(TimelinePage)
    .query(({ ctx, input }) => listSubscriptionTimeline(ctx, input)),
  preview: viewerProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/subscriptions/preview',
        tags,
        summary: 'A subscription as it would be, with its first two invoices',
      },
    })
    .input(CreateSubscription)
    .output(SubscriptionPreview)
    .query(({ ctx, input }) => previewSubscription(ctx, input)),
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
    .output(ChangedSubscriptionView)
    .mutation(({ ctx, input }) => updateSubscription(ctx, input)),
  preview_change: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/subscriptions/{id}/preview',
        tags,
        summary: 'What a change of a subscription would do, in money',
      },
    })
    .input(PreviewSubscriptionChange)
    .output(SubscriptionChangePreview)
    .query(({ ctx, input }) => previewSubscriptionChange(ctx, input)),
  undo_change: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/subscriptions/{id}/undo-change',
        tags,
        summary: 'Take a scheduled change back',
      },
    })
    .input(ById.extend({ version: z.number().int().min(1).optional() }))
    .output(Subscription)
    .mutation(({ ctx, input }) => undoSubscriptionChange(ctx, input)),
  cancel: financeProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/subscriptions/{id}',
        tags,
        summary: 'End a subscription: now, with its current period or on a day',
      },
    })
    .input(CancelSubscription)
    .output(Subscription)
    .mutation(({ ctx, input }) => changeLifecycle(ctx, { ...input, action: 'cancel' })),
  undo_cancellation: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/subscriptions/{id}/undo-cancellation',
        tags,
        summary: 'Take an end back that is still to come',
      },
    })
    .input(UndoCancellation)
    .output(Subscription)
    .mutation(({ ctx, input }) => changeLifecycle(ctx, { ...input, action: 'undo' })),
  pause: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/subscriptions/{id}/pause', tags, summary: 'Stop a subscription for a while' },
    })
    .input(PauseSubscription)
    .output(Subscription)
    .mutation(({ ctx, input }) => changeLifecycle(ctx, { ...input, action: 'pause' })),
  resume: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/subscriptions/{id}/resume',
        tags,
        summary: 'Take a paused subscription up again',
      },
    })
    .input(ResumeSubscription)
    .output(Subscription)
    .mutation(({ ctx, input }) => changeLifecycle(ctx, { ...input, action: 'resume' })),
});
