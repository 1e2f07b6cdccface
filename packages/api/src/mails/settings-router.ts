import {
  MailPreview,
  MailSettings,
  MailSummary,
  PreviewMail,
  SendTestMail,
  UpdateMailSettings,
} from '@revenue/billing-core/mails';
import { adminProcedure, router, viewerProcedure } from '../trpc.ts';
import { getMailSettings } from './get-mail-settings.ts';
import { previewMail } from './preview-mail.ts';
import { sendTestMail } from './send-test-mail.ts';
import { updateMailSettings } from './update-mail-settings.ts';

const tags = ['mails'];

export const mailSettingsRouter = router({
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/mail-settings', tags, summary: 'Get how mails are written and sent' } })
    .output(MailSettings)
    .query(({ ctx }) => getMailSettings(ctx)),
  update: adminProcedure
    .meta({
      openapi: { method: 'PUT', path: '/mail-settings', tags, summary: 'Change how mails are written and sent' },
    })
    .input(UpdateMailSettings)
    .output(MailSettings)
    .mutation(({ ctx, input }) => updateMailSettings(ctx, input)),
  preview: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/mail-previews/{template}', tags, summary: 'Preview a mail' } })
    .input(PreviewMail)
    .output(MailPreview)
    .query(({ ctx, input }) => previewMail(ctx, input)),
  send_test: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/mail-previews/{template}/send', tags, summary: 'Send a preview to yourself' },
      status: 201,
    })
    .input(SendTestMail)
    .output(MailSummary)
    .mutation(({ ctx, input }) => sendTestMail(ctx, input)),
});
