import {
  CreateCustomer,
  Customer,
  CustomerDetail,
  CustomerPage,
  ListCustomers,
  UpdateCustomer,
} from '@revenue/billing-core/customers';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { router, supportProcedure, viewerProcedure } from '../trpc.ts';
import { createCustomer } from './create-customer.ts';
import { deleteCustomer } from './delete-customer.ts';
import { getCustomer } from './get-customer.ts';
import { listCustomers } from './list-customers.ts';
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
  delete: supportProcedure
    .meta({ openapi: { method: 'DELETE', path: '/customers/{id}', tags, summary: 'Delete a customer' } })
    .input(ById)
    .output(z.object({ id: Id, deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteCustomer(ctx, input)),
});
