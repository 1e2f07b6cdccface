import {
  AccountCreditEntry,
  AccountCreditEntryPage,
  AdjustAccountCredit,
  ListAccountCreditEntries,
} from '@revenue/billing-core/account-credits';
import { Invoice } from '@revenue/billing-core/invoices';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { adjustAccountCredit } from './adjust-account-credit.ts';
import { listAccountCreditEntries } from './list-account-credit-entries.ts';
import { useAccountCredit } from './use-account-credit.ts';

const tags = ['account credit'];

export const accountCreditsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/customers/{id}/credit-entries',
        tags,
        summary: 'List what came to the account credit of a customer and what it paid',
      },
    })
    .input(ListAccountCreditEntries)
    .output(AccountCreditEntryPage)
    .query(({ ctx, input }) => listAccountCreditEntries(ctx, input)),
  adjust: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/customers/{id}/credit-adjustments',
        tags,
        summary: 'Give or take account credit by hand',
      },
      status: 201,
    })
    .input(AdjustAccountCredit)
    .output(AccountCreditEntry)
    .mutation(({ ctx, input }) => adjustAccountCredit(ctx, input)),
  use: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/invoices/{id}/use-account-credit',
        tags,
        summary: 'Pay an open invoice from account credit',
      },
    })
    .input(z.strictObject({ id: Id }))
    .output(Invoice)
    .mutation(({ ctx, input }) => useAccountCredit(ctx, input)),
});
