import { CreateMeter, ListMeters, Meter, MeterPage } from '@revenue/billing-core/catalog';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { archiveMeter } from './archive-meter.ts';
import { createMeter } from './create-meter.ts';
import { getMeter } from './get-meter.ts';
import { listMeters } from './list-meters.ts';

const tags = ['meters'];
const ById = z.strictObject({ id: Id });

export const metersRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/meters', tags, summary: 'List meters' } })
    .input(ListMeters)
    .output(MeterPage)
    .query(({ ctx, input }) => listMeters(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/meters/{id}', tags, summary: 'Get a meter' } })
    .input(ById)
    .output(Meter)
    .query(({ ctx, input }) => getMeter(ctx, input)),
  create: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/meters', tags, summary: 'Create a meter' }, status: 201 })
    .input(CreateMeter)
    .output(Meter)
    .mutation(({ ctx, input }) => createMeter(ctx, input)),
  archive: financeProcedure
    .meta({ openapi: { method: 'DELETE', path: '/meters/{id}', tags, summary: 'Archive a meter' } })
    .input(ById)
    .output(Meter)
    .mutation(({ ctx, input }) => archiveMeter(ctx, input)),
});
