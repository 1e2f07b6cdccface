import { Overview } from '@revenue/billing-core/overview';
import { z } from 'zod';
import { router, viewerProcedure } from '../trpc.ts';
import { getOverview } from './get-overview.ts';

export const overviewRouter = router({
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/overview', tags: ['overview'], summary: 'Figures of the first page' } })
    .input(z.strictObject({}))
    .output(Overview)
    .query(({ ctx }) => getOverview(ctx)),
});
