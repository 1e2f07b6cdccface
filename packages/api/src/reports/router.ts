import { CustomerReport, GetCustomerReport, GetRevenueReport, RevenueReport } from '@revenue/billing-core/reports';
import { router, viewerProcedure } from '../trpc.ts';
import { getCustomerReport } from './get-customer-report.ts';
import { getRevenueReport } from './get-revenue-report.ts';

const tags = ['reports'];

export const reportsRouter = router({
  revenue: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/reports/revenue',
        tags,
        summary: 'Revenue by period, and by product, plan, customer, country or currency',
      },
    })
    .input(GetRevenueReport)
    .output(RevenueReport)
    .query(({ ctx, input }) => getRevenueReport(ctx, input)),
  customers: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/reports/customers',
        tags,
        summary: 'Top customers, and the ageing of what is open',
      },
    })
    .input(GetCustomerReport)
    .output(CustomerReport)
    .query(({ ctx, input }) => getCustomerReport(ctx, input)),
});
