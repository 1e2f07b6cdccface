import { describePdf } from '../documents/describe-pdf.ts';
import { readPdfRequest } from '../documents/read-pdf-request.ts';
import { sendPdf } from '../documents/send-pdf.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { renderCreditNotePdf } from './render-credit-note-pdf.ts';

/** GET /credit-notes/{id}/pdf */
export const creditNotePdfRoute: PlainRoute = {
  method: 'GET',
  path: '/credit-notes/{id}/pdf',
  role: 'viewer',
  openapi: describePdf('credit notes', 'credit-notes-pdf', 'Get a credit note as PDF'),
  handle: async (ctx, request, reply) =>
    sendPdf(request, reply, await renderCreditNotePdf(ctx, readPdfRequest(request))),
};
