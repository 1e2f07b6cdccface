import { describePdf } from '../documents/describe-pdf.ts';
import { readPdfRequest } from '../documents/read-pdf-request.ts';
import { sendPdf } from '../documents/send-pdf.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { renderInvoicePdf, renderReceiptPdf } from './render-invoice-pdf.ts';

/** GET /invoices/{id}/pdf: bytes are no JSON, so this is no procedure. */
export const invoicePdfRoute: PlainRoute = {
  method: 'GET',
  path: '/invoices/{id}/pdf',
  role: 'viewer',
  openapi: describePdf('invoices', 'invoices-pdf', 'Get an invoice as PDF'),
  handle: async (ctx, request, reply) => sendPdf(request, reply, await renderInvoicePdf(ctx, readPdfRequest(request))),
};

/** GET /invoices/{id}/receipt: once the invoice is paid in full. */
export const receiptPdfRoute: PlainRoute = {
  method: 'GET',
  path: '/invoices/{id}/receipt',
  role: 'viewer',
  openapi: describePdf('invoices', 'invoices-receipt', 'Get the receipt for a paid invoice as PDF'),
  handle: async (ctx, request, reply) => sendPdf(request, reply, await renderReceiptPdf(ctx, readPdfRequest(request))),
};
