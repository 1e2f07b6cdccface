import { PaymentMethod, PaymentMethods, RecordPaymentMethod } from '@revenue/billing-core/payment-methods';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { endPaymentMethod } from './end-payment-method.ts';
import { listPaymentMethods } from './list-payment-methods.ts';
import { recordPaymentMethod } from './record-payment-method.ts';
import { setDefaultPaymentMethod } from './set-default-payment-method.ts';

const tags = ['payment methods'];
const ById = z.strictObject({ id: Id });

export const paymentMethodsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/customers/{id}/payment-methods',
        tags,
        summary: 'List how a customer has agreed to pay',
      },
    })
    .input(ById)
    .output(PaymentMethods)
    .query(({ ctx, input }) => listPaymentMethods(ctx, input)),
  record: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/customers/{id}/payment-methods',
        tags,
        summary: 'Record how a customer has agreed to pay',
      },
      status: 201,
    })
    .input(RecordPaymentMethod)
    .output(PaymentMethod)
    .mutation(({ ctx, input }) => recordPaymentMethod(ctx, input)),
  set_default: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/payment-methods/{id}/default',
        tags,
        summary: 'Make a payment method the default of its customer',
      },
    })
    .input(ById)
    .output(PaymentMethod)
    .mutation(({ ctx, input }) => setDefaultPaymentMethod(ctx, input)),
  end: financeProcedure
    .meta({ openapi: { method: 'DELETE', path: '/payment-methods/{id}', tags, summary: 'End a payment method' } })
    .input(ById)
    .output(PaymentMethod)
    .mutation(({ ctx, input }) => endPaymentMethod(ctx, input)),
});
