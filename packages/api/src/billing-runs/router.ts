import {
  BillingRun,
  BillingRunPage,
  BillingRunPreview,
  ListBillingRuns,
  PreviewBillingRun,
  StartBillingRun,
} from '@revenue/billing-core/billing-runs';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { getBillingRun } from './get-billing-run.ts';
import { listBillingRuns } from './list-billing-runs.ts';
import { previewBillingRun } from './preview-billing-run.ts';
import { startBillingRun } from './start-billing-run.ts';

const tags = ['billing-runs'];

export const billingRunsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/billing-runs', tags, summary: 'List billing runs' } })
    .input(ListBillingRuns)
    .output(BillingRunPage)
    .query(({ ctx, input }) => listBillingRuns(ctx, input)),
  get: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/billing-runs/{id}', tags, summary: 'Get a billing run with its progress' },
    })
    .input(z.strictObject({ id: Id }))
    .output(BillingRun)
    .query(({ ctx, input }) => getBillingRun(ctx, input)),
  preview: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing-runs/preview', tags, summary: 'What a billing run would do' } })
    .input(PreviewBillingRun)
    .output(BillingRunPreview)
    .query(({ ctx, input }) => previewBillingRun(ctx, input)),
  start: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing/generate', tags, summary: 'Start a billing run' }, status: 201 })
    .input(StartBillingRun)
    .output(BillingRun)
    .mutation(({ ctx, input }) => startBillingRun(ctx, input)),
});
