import {
  CreateCreditNote,
  Creditable,
  CreditNote,
  CreditNotePage,
  CreditNotePreview,
  ListCreditNotes,
} from '@revenue/billing-core/credit-notes';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { createCreditNote } from './create-credit-note.ts';
import { getCreditNote } from './get-credit-note.ts';
import { getCreditable } from './get-creditable.ts';
import { listCreditNotes } from './list-credit-notes.ts';
import { previewCreditNote } from './preview-credit-note.ts';
import { sendCreditNote } from './send-credit-note.ts';

const tags = ['credit notes'];
const ById = z.strictObject({ id: Id });

export const creditNotesRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/credit-notes', tags, summary: 'List credit notes' } })
    .input(ListCreditNotes)
    .output(CreditNotePage)
    .query(({ ctx, input }) => listCreditNotes(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/credit-notes/{id}', tags, summary: 'Get a credit note' } })
    .input(ById)
    .output(CreditNote)
    .query(({ ctx, input }) => getCreditNote(ctx, input)),
  create: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/credit-notes', tags, summary: 'Issue a credit note' }, status: 201 })
    .input(CreateCreditNote)
    .output(CreditNote)
    .mutation(({ ctx, input }) => createCreditNote(ctx, input)),
  send: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/credit-notes/{id}/send', tags, summary: 'Mail a credit note with its PDF' },
    })
    .input(ById)
    .output(CreditNote)
    .mutation(({ ctx, input }) => sendCreditNote(ctx, input)),
  preview: viewerProcedure
    .meta({
      openapi: { method: 'POST', path: '/credit-notes/preview', tags, summary: 'What a credit note would come to' },
    })
    .input(CreateCreditNote)
    .output(CreditNotePreview)
    .query(({ ctx, input }) => previewCreditNote(ctx, input)),
  creditable: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/invoices/{id}/creditable', tags, summary: 'What may still be credited' },
    })
    .input(ById)
    .output(Creditable)
    .query(({ ctx, input }) => getCreditable(ctx, input)),
});
