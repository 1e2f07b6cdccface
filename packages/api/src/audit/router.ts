import { AuditPage, ListAuditEntries } from '@revenue/billing-core/audit';
import { router, viewerProcedure } from '../trpc.ts';
import { listAuditEntries } from './list-audit-entries.ts';

export const auditRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/audit-log', tags: ['audit'], summary: 'List changes' } })
    .input(ListAuditEntries)
    .output(AuditPage)
    .query(({ ctx, input }) => listAuditEntries(ctx, input)),
});
