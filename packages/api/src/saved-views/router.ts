import {
  CreateSavedView,
  ListSavedViews,
  SavedView,
  SavedViews,
  UpdateSavedView,
} from '@revenue/billing-core/saved-views';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { router, viewerProcedure } from '../trpc.ts';
import { createSavedView } from './create-saved-view.ts';
import { deleteSavedView } from './delete-saved-view.ts';
import { listSavedViews } from './list-saved-views.ts';
import { updateSavedView } from './update-saved-view.ts';

const tags = ['saved views'];

/** Whoever may look at a list may keep how they look at it. */
export const savedViewsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/saved-views', tags, summary: 'List saved views' } })
    .input(ListSavedViews)
    .output(SavedViews)
    .query(({ ctx, input }) => listSavedViews(ctx, input)),
  create: viewerProcedure
    .meta({ openapi: { method: 'POST', path: '/saved-views', tags, summary: 'Save a view of a list' }, status: 201 })
    .input(CreateSavedView)
    .output(SavedView)
    .mutation(({ ctx, input }) => createSavedView(ctx, input)),
  update: viewerProcedure
    .meta({ openapi: { method: 'PUT', path: '/saved-views/{id}', tags, summary: 'Change a saved view' } })
    .input(UpdateSavedView)
    .output(SavedView)
    .mutation(({ ctx, input }) => updateSavedView(ctx, input)),
  delete: viewerProcedure
    .meta({ openapi: { method: 'DELETE', path: '/saved-views/{id}', tags, summary: 'Delete a saved view' } })
    .input(z.strictObject({ id: Id }))
    .output(z.object({ id: Id, deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteSavedView(ctx, input)),
});
