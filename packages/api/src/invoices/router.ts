import {
  AddInvoiceItem,
  CreateInvoice,
  DueOnSending,
  Invoice,
  InvoiceLink,
  InvoicePage,
  InvoicePreview,
  InvoiceStatusSums,
  ListInvoices,
  PreviewInvoice,
  RemoveInvoiceItem,
  SendInvoice,
  UpdateInvoice,
} from '@revenue/billing-core/invoices';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { addInvoiceItem } from './add-invoice-item.ts';
import { createInvoice } from './create-invoice.ts';
import { getDueOnSending } from './get-due-on-sending.ts';
import { getInvoice } from './get-invoice.ts';
import { getInvoiceLink } from './hosted/get-invoice-link.ts';
import { replaceInvoiceLink } from './hosted/replace-invoice-link.ts';
import { listInvoices } from './list-invoices.ts';
import { previewInvoice } from './preview-invoice.ts';
import { removeInvoiceItem } from './remove-invoice-item.ts';
import { sendInvoice } from './send-invoice.ts';
import { sumInvoices } from './sum-invoices.ts';
import { updateInvoice } from './update-invoice.ts';

const tags = ['invoices'];
const ById = z.strictObject({ id: Id });

export const invoicesRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/invoices', tags, summary: 'List invoices' } })
    .input(ListInvoices)
    .output(InvoicePage)
    .query(({ ctx, input }) => listInvoices(ctx, input)),
  sums: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/invoice-sums', tags, summary: 'Count and sum invoices by status' } })
    .input(ListInvoices.omit({ status: true, limit: true, cursor: true, sort: true }))
    .output(InvoiceStatusSums)
    .query(({ ctx, input }) => sumInvoices(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/invoices/{id}', tags, summary: 'Get an invoice' } })
    .input(ById)
    .output(Invoice)
    .query(({ ctx, input }) => getInvoice(ctx, input)),
  create: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/invoices', tags, summary: 'Create an invoice' }, status: 201 })
    .input(CreateInvoice)
    .output(Invoice)
    .mutation(({ ctx, input }) => createInvoice(ctx, input)),
  preview: viewerProcedure
    .meta({ openapi: { method: 'POST', path: '/invoices/preview', tags, summary: 'What an invoice would come to' } })
    .input(PreviewInvoice)
    .output(InvoicePreview)
    .query(({ ctx, input }) => previewInvoice(ctx, input)),
  update: financeProcedure
    .meta({ openapi: { method: 'PUT', path: '/invoices/{id}', tags, summary: 'Edit a draft or change the status' } })
    .input(UpdateInvoice)
    .output(Invoice)
    .mutation(({ ctx, input }) => updateInvoice(ctx, input)),
  add_item: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/invoices/{id}/items', tags, summary: 'Add an item to a draft' },
      status: 201,
    })
    .input(AddInvoiceItem)
    .output(Invoice)
    .mutation(({ ctx, input }) => addInvoiceItem(ctx, input)),
  remove_item: financeProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/invoices/{id}/items/{itemId}',
        tags,
        summary: 'Remove an item from a draft',
      },
    })
    .input(RemoveInvoiceItem)
    .output(Invoice)
    .mutation(({ ctx, input }) => removeInvoiceItem(ctx, input)),
  send: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/invoices/{id}/send', tags, summary: 'Make an invoice final and mail it' },
    })
    .input(SendInvoice)
    .output(Invoice)
    .mutation(({ ctx, input }) => sendInvoice(ctx, input)),
  due_on_sending: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/invoices/{id}/due-on-sending',
        tags,
        summary: 'By when a draft is to be paid if it is sent now',
      },
    })
    .input(ById)
    .output(DueOnSending)
    .query(({ ctx, input }) => getDueOnSending(ctx, input)),
  link: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/invoices/{id}/link', tags, summary: 'Get the public link of an invoice' },
    })
    .input(ById)
    .output(InvoiceLink)
    .query(({ ctx, input }) => getInvoiceLink(ctx, input)),
  replace_link: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/invoices/{id}/link', tags, summary: 'Replace the public link of an invoice' },
    })
    .input(ById)
    .output(InvoiceLink)
    .mutation(({ ctx, input }) => replaceInvoiceLink(ctx, input)),
});
