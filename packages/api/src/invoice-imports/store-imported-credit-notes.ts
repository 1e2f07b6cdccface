import { creditReason } from '@revenue/billing-core/credit-notes';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { insertCreditNotes } from '../credit-notes/insert-credit-notes.ts';
import { standaloneFigures } from '../credit-notes/standalone-figures.ts';
import { reserveNumbers } from '../invoices/allocate-numbers.ts';
import { IMPORTED_PERIOD, type ImportedPart } from './imported-part.ts';

/**
 * Credit notes keep their numbers. The file does not say which invoice one takes back, so it stands alone, and its money went
 * back to the customer long ago.
 */
export async function storeImportedCreditNotes(
  client: SqlClient,
  ctx: OperationContext,
  parts: ImportedPart[],
): Promise<void> {
  if (parts.length === 0) return;
  const now = ctx.clock.now();
  const next = await reserveNumbers(
    client,
    ctx.tenant_id,
    'credit_note',
    parts.map(() => IMPORTED_PERIOD),
  );
  const first = next.get(IMPORTED_PERIOD) ?? 1n;
  const notes = parts.map(({ draft, ...part }, at) => ({
    id: newId(now),
    number: part.number,
    number_period: IMPORTED_PERIOD,
    number_value: first + BigInt(at),
    import_id: part.import_id,
    import_hash: part.import_hash,
    customer_id: part.customer_id,
    external_id: null,
    invoice: null,
    reason: creditReason({ why: 'imported' }),
    notes: null,
    ...standaloneFigures(draft, 'refund'),
    seller: part.seller,
    customer: part.customer,
    metadata: {},
  }));
  await insertCreditNotes(client, ctx, notes, 'credit_note.imported');
}
