import {
  BillInvoiceAgain,
  BillingFailure,
  BillingHold,
  BillingRun,
  BillingRunPage,
  BillingRunPreview,
  HoldCustomer,
  ListBillingHolds,
  ListBillingRuns,
  PreviewBillingRun,
  StartBillingRun,
} from '@revenue/billing-core/billing-runs';
import { Invoice } from '@revenue/billing-core/invoices';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { approveBillingRun } from './approve-billing-run.ts';
import { billInvoiceAgain } from './bill-invoice-again.ts';
import { cancelBillingRun } from './cancel-billing-run.ts';
import { getBillingRun } from './get-billing-run.ts';
import { holdCustomer } from './holds/hold-customer.ts';
import { listBillingHolds } from './holds/list-billing-holds.ts';
import { releaseCustomer } from './holds/release-customer.ts';
import { listBillingFailures } from './list-billing-failures.ts';
import { listBillingRuns } from './list-billing-runs.ts';
import { previewBillingRun } from './preview-billing-run.ts';
import { previewWaitingRun } from './preview-waiting-run.ts';
import { startBillingRun } from './start-billing-run.ts';

const tags = ['billing-runs'];
const ById = z.strictObject({ id: Id });
const OfCustomer = z.strictObject({ customer_id: Id });

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
    .input(ById)
    .output(BillingRun)
    .query(({ ctx, input }) => getBillingRun(ctx, input)),
  preview: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing-runs/preview', tags, summary: 'What a billing run would do' } })
    .input(PreviewBillingRun)
    .output(BillingRunPreview)
    .query(({ ctx, input }) => previewBillingRun(ctx, input)),
  preview_waiting: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/billing-runs/{id}/preview', tags, summary: 'What a waiting run would do' },
    })
    .input(ById)
    .output(BillingRunPreview)
    .query(({ ctx, input }) => previewWaitingRun(ctx, input)),
  start: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing/generate', tags, summary: 'Start a billing run' }, status: 201 })
    .input(StartBillingRun)
    .output(BillingRun)
    .mutation(({ ctx, input }) => startBillingRun(ctx, input)),
  approve: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing-runs/{id}/approve', tags, summary: 'Let a waiting run bill' } })
    .input(ById)
    .output(BillingRun)
    .mutation(({ ctx, input }) => approveBillingRun(ctx, input)),
  cancel: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/billing-runs/{id}/cancel', tags, summary: 'Take a waiting run back' } })
    .input(ById)
    .output(BillingRun)
    .mutation(({ ctx, input }) => cancelBillingRun(ctx, input)),
  bill_again: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/invoices/{id}/bill-again',
        tags: ['invoices'],
        summary: 'Void an invoice and bill its periods again',
      },
      status: 201,
    })
    .input(BillInvoiceAgain)
    .output(Invoice)
    .mutation(({ ctx, input }) => billInvoiceAgain(ctx, input)),
  failures: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/billing-failures', tags, summary: 'What could not be billed and still stands' },
    })
    .input(z.strictObject({}))
    .output(z.object({ data: z.array(BillingFailure) }))
    .query(({ ctx }) => listBillingFailures(ctx)),
  holds: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/billing-holds', tags, summary: 'List customers who are held back' } })
    .input(ListBillingHolds)
    .output(z.object({ data: z.array(BillingHold) }))
    .query(({ ctx, input }) => listBillingHolds(ctx, input)),
  hold: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/billing-holds', tags, summary: 'Leave a customer out of billing runs' },
      status: 201,
    })
    .input(HoldCustomer)
    .output(BillingHold)
    .mutation(({ ctx, input }) => holdCustomer(ctx, input)),
  release: financeProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/billing-holds/{customer_id}',
        tags,
        summary: 'Let billing runs take a customer up again',
      },
    })
    .input(OfCustomer)
    .output(z.object({ customer_id: Id, released: z.literal(true) }))
    .mutation(({ ctx, input }) => releaseCustomer(ctx, input)),
});
