import {
  BulkAction,
  BulkActionItemPage,
  BulkActionPage,
  BulkPreview,
  CreateBulkAction,
  ListBulkActionItems,
  ListBulkActions,
  PreviewBulkAction,
} from '@revenue/billing-core/bulk-actions';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { cancelBulkAction } from './cancel-bulk-action.ts';
import { createBulkAction } from './create-bulk-action.ts';
import { getBulkAction } from './get-bulk-action.ts';
import { listBulkActionItems } from './list-bulk-action-items.ts';
import { listBulkActions } from './list-bulk-actions.ts';
import { previewBulkAction } from './preview-bulk-action.ts';

const tags = ['bulk actions'];
const ById = z.strictObject({ id: Id });

/** Every action moves money for many, so all of them need the role that it takes for one record. */
export const bulkActionsRouter = router({
  create: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/bulk-actions', tags, summary: 'Do one thing to many records' },
      status: 202,
    })
    .input(CreateBulkAction)
    .output(BulkAction)
    .mutation(({ ctx, input }) => createBulkAction(ctx, input)),
  preview: viewerProcedure
    .meta({
      openapi: { method: 'POST', path: '/bulk-actions/preview', tags, summary: 'What a bulk action would do' },
    })
    .input(PreviewBulkAction)
    .output(BulkPreview)
    .query(({ ctx, input }) => previewBulkAction(ctx, input)),
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/bulk-actions', tags, summary: 'List bulk actions' } })
    .input(ListBulkActions)
    .output(BulkActionPage)
    .query(({ ctx, input }) => listBulkActions(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/bulk-actions/{id}', tags, summary: 'Get a bulk action' } })
    .input(ById)
    .output(BulkAction)
    .query(({ ctx, input }) => getBulkAction(ctx, input)),
  items: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/bulk-actions/{id}/items', tags, summary: 'What became of each record' },
    })
    .input(ListBulkActionItems)
    .output(BulkActionItemPage)
    .query(({ ctx, input }) => listBulkActionItems(ctx, input)),
  cancel: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/bulk-actions/{id}/cancel', tags, summary: 'Stop a bulk action' } })
    .input(ById)
    .output(BulkAction)
    .mutation(({ ctx, input }) => cancelBulkAction(ctx, input)),
});
