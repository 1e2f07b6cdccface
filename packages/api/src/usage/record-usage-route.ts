import { type RecordedUsage, RecordUsage, UsageRecordInput } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { refuseUnstorableText } from '../refuse-unstorable-text.ts';
import type { PlainRoute } from '../rest/plain-route.ts';
import { recordDocument } from './openapi.ts';
import { recordUsage } from './record-usage.ts';

const FIVE_MEBIBYTES = 5 * 1_048_576;

/** POST /usage: one record, `{ "records": [...] }` or a bare list. Plain, because a procedure costs more than the work. */
export const recordUsageRoute: PlainRoute = {
  method: 'POST',
  path: '/usage',
  role: 'finance',
  body_limit_bytes: FIVE_MEBIBYTES,
  openapi: recordDocument(),
  handle: (ctx, request) => takeUsage(ctx, request.body ?? {}),
};

/** Faults are named by the path in what was sent: `records[3].meter`, `[3].meter`, or `meter` of a single record. */
function takeUsage(ctx: OperationContext, body: unknown): Promise<RecordedUsage> {
  refuseUnstorableText(body);
  if (Array.isArray(body)) {
    return recordUsage(ctx, { records: RecordUsage.shape.records.parse(body) }, (at) => `[${at}].`);
  }
  if (typeof body === 'object' && body !== null && 'records' in body) return recordUsage(ctx, RecordUsage.parse(body));
  return recordUsage(ctx, { records: [UsageRecordInput.parse(body)] }, () => '');
}
