import { ListMails, Mail, MailCounts, MailFilters, MailPage, MailReference } from '@revenue/billing-core/mails';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { cancelMail } from './cancel-mail.ts';
import { confirmMail } from './confirm-mail.ts';
import { countMails } from './count-mails.ts';
import { getMail } from './get-mail.ts';
import { listMails } from './list-mails.ts';
import { resendMail } from './resend-mail.ts';

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
    .input(MailReference)
    .output(Mail)
    .query(({ ctx, input }) => getMail(ctx, input)),
  resend: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/mails/{id}/resend', tags, summary: 'Send a failed or unknown mail again' },
    })
    .input(MailReference)
    .output(Mail)
    .mutation(({ ctx, input }) => resendMail(ctx, input)),
  confirm: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/mails/{id}/confirm', tags, summary: 'Say that an unknown mail arrived' },
    })
    .input(MailReference)
    .output(Mail)
    .mutation(({ ctx, input }) => confirmMail(ctx, input)),
  cancel: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/mails/{id}/cancel', tags, summary: 'Keep a waiting mail from being sent' },
    })
    .input(MailReference)
    .output(Mail)
    .mutation(({ ctx, input }) => cancelMail(ctx, input)),
});
