import {
  CreatePlan,
  CreatePlanVersion,
  ListPlans,
  PlanDetail,
  PlanPage,
  UpdatePlan,
} from '@revenue/billing-core/catalog';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { createPlan } from './create-plan.ts';
import { createPlanVersion } from './create-plan-version.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';
import { updatePlan } from './update-plan.ts';

const tags = ['plans'];

export const plansRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/plans', tags, summary: 'List plans' } })
    .input(ListPlans)
    .output(PlanPage)
    .query(({ ctx, input }) => listPlans(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/plans/{id}', tags, summary: 'Get a plan with all its versions' } })
    .input(z.strictObject({ id: Id }))
    .output(PlanDetail)
    .query(({ ctx, input }) => getPlan(ctx, input)),
  create: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/plans', tags, summary: 'Create a plan' }, status: 201 })
    .input(CreatePlan)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => createPlan(ctx, input)),
  update: financeProcedure
    .meta({
      openapi: { method: 'PUT', path: '/plans/{id}', tags, summary: 'Rename a plan, or take it out of the catalogue' },
    })
    .input(UpdatePlan)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => updatePlan(ctx, input)),
  create_version: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/plans/{id}/versions', tags, summary: 'Publish the next version of a plan' },
      status: 201,
    })
    .input(CreatePlanVersion)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => createPlanVersion(ctx, input)),
});
