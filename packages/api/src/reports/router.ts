import {
  ChurnReport,
  GetChurnReport,
  GetLifecycleReport,
  GetMrrReport,
  LifecycleReport,
  MrrReport,
} from '@revenue/billing-core/metrics';
import { CustomerReport, GetCustomerReport, GetRevenueReport, RevenueReport } from '@revenue/billing-core/reports';
import { router, viewerProcedure } from '../trpc.ts';
import { getCustomerReport } from './get-customer-report.ts';
import { getRevenueReport } from './get-revenue-report.ts';
import { getChurnReport } from './subscriptions/get-churn-report.ts';
import { getLifecycleReport } from './subscriptions/get-lifecycle-report.ts';
import { getMrrReport } from './subscriptions/get-mrr-report.ts';

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
  mrr: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/reports/subscriptions/mrr',
        tags,
        summary: 'MRR and its movements, by period, and by plan or country',
      },
    })
    .input(GetMrrReport)
    .output(MrrReport)
    .query(({ ctx, input }) => getMrrReport(ctx, input)),
  churn: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/reports/subscriptions/churn',
        tags,
        summary: 'Churn of customers and revenue, retention, ARPA and lifetime value',
      },
    })
    .input(GetChurnReport)
    .output(ChurnReport)
    .query(({ ctx, input }) => getChurnReport(ctx, input)),
  lifecycle: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/reports/subscriptions/lifecycle',
        tags,
        summary: 'What became of subscriptions, trials and cohorts',
      },
    })
    .input(GetLifecycleReport)
    .output(LifecycleReport)
    .query(({ ctx, input }) => getLifecycleReport(ctx, input)),
});
