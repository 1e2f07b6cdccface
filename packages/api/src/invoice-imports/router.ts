import {
  InvoiceImportPage,
  InvoiceImportReport,
  ListInvoiceImports,
  ListRefusedImportRows,
  RefusedImportRowPage,
} from '@revenue/billing-core/invoice-imports';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { router, viewerProcedure } from '../trpc.ts';
import { getInvoiceImport } from './get-invoice-import.ts';
import { listInvoiceImports } from './list-invoice-imports.ts';
import { listRefusedImportRows } from './list-refused-import-rows.ts';

const tags = ['invoices'];

export const invoiceImportsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/invoices/imports', tags, summary: 'List imported files' } })
    .input(ListInvoiceImports)
    .output(InvoiceImportPage)
    .query(({ ctx, input }) => listInvoiceImports(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/invoices/imports/{id}', tags, summary: 'Get an imported file' } })
    .input(z.strictObject({ id: Id }))
    .output(InvoiceImportReport)
    .query(({ ctx, input }) => getInvoiceImport(ctx, input)),
  refused: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/invoices/imports/{id}/refused',
        tags,
        summary: 'List rows that were not taken',
      },
    })
    .input(ListRefusedImportRows)
    .output(RefusedImportRowPage)
    .query(({ ctx, input }) => listRefusedImportRows(ctx, input)),
});
