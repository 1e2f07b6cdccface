import {
  LateUsagePage,
  ListLateUsage,
  ListUsage,
  ListUsageImports,
  ListUsageRejections,
  RecordedUsage,
  RecordUsage,
  UsageCount,
  UsageFilters,
  UsageImport,
  UsageImportPage,
  UsagePage,
  UsageRejectionPage,
} from '@revenue/billing-core/usage';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { countUsage } from './count-usage.ts';
import { getUsageImport } from './get-usage-import.ts';
import { listLateUsage } from './list-late-usage.ts';
import { listUsage } from './list-usage.ts';
import { listUsageImports } from './list-usage-imports.ts';
import { listUsageRejections } from './list-usage-rejections.ts';
import { recordUsage } from './record-usage.ts';

const tags = ['usage'];
const ById = z.strictObject({ id: Id });

const importsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/usage/imports', tags, summary: 'List imported files' } })
    .input(ListUsageImports)
    .output(UsageImportPage)
    .query(({ ctx, input }) => listUsageImports(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/usage/imports/{id}', tags, summary: 'Get an imported file' } })
    .input(ById)
    .output(UsageImport)
    .query(({ ctx, input }) => getUsageImport(ctx, input)),
  rejections: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/usage/imports/{id}/rejections',
        tags,
        summary: 'List rows that were not taken',
      },
    })
    .input(ListUsageRejections)
    .output(UsageRejectionPage)
    .query(({ ctx, input }) => listUsageRejections(ctx, input)),
});

export const usageRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/usage', tags, summary: 'List usage records' } })
    .input(ListUsage)
    .output(UsagePage)
    .query(({ ctx, input }) => listUsage(ctx, input)),
  late: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/usage/late', tags, summary: 'What came after its period was billed, unbilled' },
    })
    .input(ListLateUsage)
    .output(LateUsagePage)
    .query(({ ctx, input }) => listLateUsage(ctx, input)),
  // Its REST twin is a plain route (usage-routes.ts): it takes single records too, and bodies larger than others.
  record: financeProcedure
    .input(RecordUsage)
    .output(RecordedUsage)
    .mutation(({ ctx, input }) => recordUsage(ctx, input)),
  count: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/usage-count', tags, summary: 'Count usage records' } })
    .input(UsageFilters)
    .output(UsageCount)
    .query(({ ctx, input }) => countUsage(ctx, input)),
  imports: importsRouter,
});
