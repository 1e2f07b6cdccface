import {
  BillingCycleDetail,
  BillingCyclePage,
  ChangeEnrolment,
  CreateBillingCycle,
  EnrolCustomer,
  ListBillingCycles,
  UpdateBillingCycle,
} from '@revenue/billing-core/billing-cycles';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { changeEnrolment } from './change-enrolment.ts';
import { createBillingCycle } from './create-billing-cycle.ts';
import { deleteBillingCycle } from './delete-billing-cycle.ts';
import { endEnrolment } from './end-enrolment.ts';
import { enrolCustomer } from './enrol-customer.ts';
import { getBillingCycle } from './get-billing-cycle.ts';
import { listBillingCycles } from './list-billing-cycles.ts';
import { updateBillingCycle } from './update-billing-cycle.ts';

const tags = ['billing-cycles'];
const ById = z.strictObject({ id: Id });
const EnrolmentKey = z.strictObject({ id: Id.describe('The cycle.'), customer_id: Id });
const enrolmentPath = '/billing-cycles/{id}/customers/{customer_id}' as const;

export const billingCyclesRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/billing-cycles', tags, summary: 'List billing cycles' } })
    .input(ListBillingCycles)
    .output(BillingCyclePage)
    .query(({ ctx, input }) => listBillingCycles(ctx, input)),
  get: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/billing-cycles/{id}', tags, summary: 'Get a billing cycle with its customers' },
    })
    .input(ById)
    .output(BillingCycleDetail)
    .query(({ ctx, input }) => getBillingCycle(ctx, input)),
  create: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/billing-cycles',
        tags,
        summary: 'Make a billing cycle, for a customer and products at once if you like',
      },
      status: 201,
    })
    .input(CreateBillingCycle)
    .output(BillingCycleDetail)
    .mutation(({ ctx, input }) => createBillingCycle(ctx, input)),
  update: financeProcedure
    .meta({ openapi: { method: 'PUT', path: '/billing-cycles/{id}', tags, summary: 'Change the rules of a cycle' } })
    .input(UpdateBillingCycle)
    .output(BillingCycleDetail)
    .mutation(({ ctx, input }) => updateBillingCycle(ctx, input)),
  delete: financeProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/billing-cycles/{id}', tags, summary: 'Delete a cycle on which nobody is' },
    })
    .input(ById)
    .output(z.object({ id: Id, deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteBillingCycle(ctx, input)),
  enrol: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/billing-cycles/{id}/customers',
        tags,
        summary: 'Bill a customer for products on a cycle',
      },
      status: 201,
    })
    .input(EnrolCustomer)
    .output(BillingCycleDetail)
    .mutation(({ ctx, input }) => enrolCustomer(ctx, input)),
  change_enrolment: financeProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: enrolmentPath,
        tags,
        summary: 'Change what a customer is billed for, from the next period on',
      },
    })
    .input(ChangeEnrolment)
    .output(BillingCycleDetail)
    .mutation(({ ctx, input }) => changeEnrolment(ctx, input)),
  end_enrolment: financeProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: enrolmentPath,
        tags,
        summary: 'Stop billing a customer on a cycle after the period that is billed',
      },
    })
    .input(EnrolmentKey)
    .output(BillingCycleDetail)
    .mutation(({ ctx, input }) => endEnrolment(ctx, input)),
});
