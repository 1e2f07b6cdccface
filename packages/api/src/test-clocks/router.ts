import { AdvanceClock, TestClock } from '@revenue/billing-core/test-clocks';
import { z } from 'zod';
import { adminProcedure, router, viewerProcedure } from '../trpc.ts';
import { getTestClock } from './get-test-clock.ts';
import { removeTestClock } from './remove-test-clock.ts';
import { startAdvance } from './start-advance.ts';
import { stopAdvance } from './stop-advance.ts';

const tags = ['test clock'];
const Nothing = z.strictObject({});

export const testClocksRouter = router({
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/test-clock', tags, summary: 'What time it is for your tenant' } })
    .input(Nothing)
    .output(TestClock)
    .query(({ ctx }) => getTestClock(ctx)),
  advance: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/test-clock/advance', tags, summary: 'Advance the time of a test tenant' },
      status: 202,
    })
    .input(AdvanceClock)
    .output(TestClock)
    .mutation(({ ctx, input }) => startAdvance(ctx, input)),
  stop: adminProcedure
    .meta({ openapi: { method: 'POST', path: '/test-clock/stop', tags, summary: 'Stop an advancing clock' } })
    .input(Nothing)
    .output(TestClock)
    .mutation(({ ctx }) => stopAdvance(ctx)),
  remove: adminProcedure
    .meta({ openapi: { method: 'DELETE', path: '/test-clock', tags, summary: 'Go back to real time' } })
    .input(Nothing)
    .output(TestClock)
    .mutation(({ ctx }) => removeTestClock(ctx)),
});
