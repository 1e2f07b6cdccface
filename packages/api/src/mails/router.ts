import { ListMails, Mail, MailCounts, MailFilters, MailPage } from '@revenue/billing-core/mails';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { router, viewerProcedure } from '../trpc.ts';
import { countMails } from './count-mails.ts';
import { getMail } from './get-mail.ts';
import { listMails } from './list-mails.ts';

const tags = ['mails'];

export const mailsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/mails', tags, summary: 'List mails' } })
    .input(ListMails)
    .output(MailPage)
    .query(({ ctx, input }) => listMails(ctx, input)),
  counts: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/mail-counts', tags, summary: 'Count mails by status' } })
    .input(MailFilters.omit({ status: true }))
    .output(MailCounts)
    .query(({ ctx, input }) => countMails(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/mails/{id}', tags, summary: 'Get a mail' } })
    .input(z.strictObject({ id: Id }))
    .output(Mail)
    .query(({ ctx, input }) => getMail(ctx, input)),
});
