import {
  CreateCustomer,
  Customer,
  CustomerClosing,
  CustomerDetail,
  CustomerPage,
  ListCustomers,
  ListCustomerTimeline,
  TimelinePage,
  UpdateCustomer,
} from '@revenue/billing-core/customers';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, supportProcedure, viewerProcedure } from '../trpc.ts';
import { createCustomer } from './create-customer.ts';
import { deleteCustomer } from './delete-customer.ts';
import { getCustomer } from './get-customer.ts';
import { getCustomerClosing } from './get-customer-closing.ts';
import { listCustomerTimeline } from './list-customer-timeline.ts';
import { listCustomers } from './list-customers.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';

const tags = ['customers'];
const ById = z.strictObject({ id: Id });

export const customersRouter = router({
  create: supportProcedure
    .meta({ openapi: { method: 'POST', path: '/customers', tags, summary: 'Create a customer' }, status: 201 })
    .input(CreateCustomer)
    .output(Customer)
    .mutation(({ ctx, input }) => createCustomer(ctx, input)),
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/customers', tags, summary: 'List customers' } })
    .input(ListCustomers)
    .output(CustomerPage)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/customers/{id}', tags, summary: 'Get a customer' } })
    .input(ById)
    .output(CustomerDetail)
    .query(({ ctx, input }) => getCustomer(ctx, input)),
  update: supportProcedure
    .meta({ openapi: { method: 'PUT', path: '/customers/{id}', tags, summary: 'Change a customer' } })
    .input(UpdateCustomer)
    .output(Customer)
    .mutation(({ ctx, input }) => updateCustomer(ctx, input)),
  delete: financeProcedure
    .meta({ openapi: { method: 'DELETE', path: '/customers/{id}', tags, summary: 'Delete a customer' } })
    .input(ById)
    .output(z.object({ id: Id, deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteCustomer(ctx, input)),
  restore: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/customers/{id}/restore', tags, summary: 'Restore a deleted customer' } })
    .input(ById)
    .output(Customer)
    .mutation(({ ctx, input }) => restoreCustomer(ctx, input)),
  closing: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/customers/{id}/closing',
        tags,
        summary: 'See what closing a customer would do',
      },
    })
    .input(ById)
    .output(CustomerClosing)
    .query(({ ctx, input }) => getCustomerClosing(ctx, input)),
  timeline: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/customers/{id}/timeline', tags, summary: 'List what happened to a customer' },
    })
    .input(ListCustomerTimeline)
    .output(TimelinePage)
    .query(({ ctx, input }) => listCustomerTimeline(ctx, input)),
});
