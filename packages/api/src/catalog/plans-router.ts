import {
  ComparePlanVersions,
  CreatePlan,
  CreatePlanMigration,
  CreatePlanVersion,
  DiscardedDraft,
  ListPlans,
  OnPlanDraft,
  PlanComparison,
  PlanDetail,
  PlanMigration,
  PlanMigrationPage,
  PlanMigrationPreview,
  PlanPage,
  PlanPrice,
  PreviewPlanMigration,
  PricePlan,
  SavePlanDraft,
  UndoPlanMigration,
  UpdatePlan,
} from '@revenue/billing-core/catalog';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { comparePlanVersions } from './compare-plan-versions.ts';
import { createPlan } from './create-plan.ts';
import { createPlanVersion } from './create-plan-version.ts';
import { discardPlanDraft } from './discard-plan-draft.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';
import { createPlanMigration } from './migrations/create-plan-migration.ts';
import { listPlanMigrations } from './migrations/list-plan-migrations.ts';
import { previewPlanMigration } from './migrations/preview-plan-migration.ts';
import { undoPlanMigration } from './migrations/undo-plan-migration.ts';
import { pricePlan } from './price-plan.ts';
import { publishPlanDraft } from './publish-plan-draft.ts';
import { savePlanDraft } from './save-plan-draft.ts';
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
      openapi: {
        method: 'POST',
        path: '/plans/{id}/versions',
        tags,
        summary: 'Publish, or draft, the next version of a plan',
      },
      status: 201,
    })
    .input(CreatePlanVersion)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => createPlanVersion(ctx, input)),
  save_draft: financeProcedure
    .meta({ openapi: { method: 'PUT', path: '/plans/{id}/draft', tags, summary: 'Keep a draft of the next version' } })
    .input(SavePlanDraft)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => savePlanDraft(ctx, input)),
  discard_draft: financeProcedure
    .meta({ openapi: { method: 'DELETE', path: '/plans/{id}/draft', tags, summary: 'Discard the draft of a plan' } })
    .input(OnPlanDraft)
    .output(DiscardedDraft)
    .mutation(({ ctx, input }) => discardPlanDraft(ctx, input)),
  publish_draft: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/plans/{id}/draft/publish', tags, summary: 'Publish the draft of a plan' },
    })
    .input(OnPlanDraft)
    .output(PlanDetail)
    .mutation(({ ctx, input }) => publishPlanDraft(ctx, input)),
  price: viewerProcedure
    .meta({ openapi: { method: 'POST', path: '/plans/{id}/price', tags, summary: 'What a whole period costs' } })
    .input(PricePlan)
    .output(PlanPrice)
    .query(({ ctx, input }) => pricePlan(ctx, input)),
  compare_versions: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/plans/{id}/versions/compare',
        tags,
        summary: 'What differs between two versions',
      },
    })
    .input(ComparePlanVersions)
    .output(PlanComparison)
    .query(({ ctx, input }) => comparePlanVersions(ctx, input)),
  migrations: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/plans/{id}/migrations', tags, summary: 'List the migrations of a plan' },
    })
    .input(z.strictObject({ id: Id }))
    .output(PlanMigrationPage)
    .query(({ ctx, input }) => listPlanMigrations(ctx, input)),
  preview_migration: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/plans/{id}/migrations/preview',
        tags,
        summary: 'What moving subscribers to another version would do, in money',
      },
    })
    .input(PreviewPlanMigration)
    .output(PlanMigrationPreview)
    .query(({ ctx, input }) => previewPlanMigration(ctx, input)),
  migrate: financeProcedure
    .meta({
      openapi: { method: 'POST', path: '/plans/{id}/migrations', tags, summary: 'Move subscribers to another version' },
      status: 202,
    })
    .input(CreatePlanMigration)
    .output(PlanMigration)
    .mutation(({ ctx, input }) => createPlanMigration(ctx, input)),
  undo_migration: financeProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/plans/{id}/migrations/{migration_id}/undo',
        tags,
        summary: 'Take a migration back, as far as it is not billed',
      },
      status: 202,
    })
    .input(UndoPlanMigration)
    .output(PlanMigration)
    .mutation(({ ctx, input }) => undoPlanMigration(ctx, input)),
});
