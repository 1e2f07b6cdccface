import { NumberFormatPreview, PreviewNumberFormat, Tenant, UpdateTenant } from '@revenue/billing-core/tenants';
import { adminProcedure, router, viewerProcedure } from '../trpc.ts';
import { getTenant } from './get-tenant.ts';
import { previewNumberFormat } from './preview-number-format.ts';
import { updateTenant } from './update-tenant.ts';

const tags = ['tenants'];

export const tenantsRouter = router({
  current: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/tenant', tags, summary: 'Get the settings of your tenant' } })
    .output(Tenant)
    .query(({ ctx }) => getTenant(ctx)),
  update: adminProcedure
    .meta({ openapi: { method: 'PUT', path: '/tenant', tags, summary: 'Change the settings of your tenant' } })
    .input(UpdateTenant)
    .output(Tenant)
    .mutation(({ ctx, input }) => updateTenant(ctx, input)),
  preview_number_format: viewerProcedure
    .input(PreviewNumberFormat)
    .output(NumberFormatPreview)
    .query(({ ctx, input }) => previewNumberFormat(ctx, input)),
});
