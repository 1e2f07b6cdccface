import { isBillingError } from '@revenue/billing-core/errors';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { type PartySnapshot, snapshotCustomer, snapshotSeller } from '../invoices/parties.ts';
import { draftImported, type ImportedDocument } from './draft-imported.ts';
import { storeImportedCreditNotes } from './store-imported-credit-notes.ts';
import { storeImportedInvoices } from './store-imported-invoices.ts';

export interface StoredCounts {
  invoices: number;
  credit_notes: number;
}

/**
 * Computes and stores the new documents, some thousand lines at a time: computed one by one by the function that computes
 * every invoice, written in a fixed number of statements. What it cannot compute is refused like any other fault.
 */
export async function storeImportedDocuments(
  client: SqlClient,
  ctx: OperationContext,
  importId: string,
): Promise<StoredCounts> {
  const counts: StoredCounts = { invoices: 0, credit_notes: 0 };
  const { rows } = await client.query('SELECT COALESCE(max(chunk), 0) AS chunks FROM import_documents');
  const [{ chunks } = { chunks: 0 }] = rows as { chunks: number }[];
  const sellerIn = await loadSeller(client, ctx.tenant_id);
  for (let chunk = 1; chunk <= chunks; chunk += 1) {
    const drafts = await draftChunk(client, ctx.tenant_id, chunk);
    const parts = drafts.map((draft) => ({ ...draft, seller: sellerIn(draft.currency), import_id: importId }));
    const invoices = parts.filter(({ is_credit }) => !is_credit);
    const creditNotes = parts.filter(({ is_credit }) => is_credit);
    await storeImportedInvoices(client, ctx, invoices);
    await storeImportedCreditNotes(client, ctx, creditNotes);
    counts.invoices += invoices.length;
    counts.credit_notes += creditNotes.length;
  }
  return counts;
}

async function loadSeller(client: SqlClient, tenantId: string): Promise<(currency: string) => PartySnapshot> {
  const { rows } = await client.query('SELECT * FROM tenants WHERE id = $1', [tenantId]);
  const { rows: bank_accounts } = await client.query('SELECT * FROM bank_accounts WHERE tenant_id = $1', [tenantId]);
  const seller = { ...(rows[0] as object | undefined), bank_accounts } as Parameters<typeof snapshotSeller>[0];
  const byCurrency = new Map<string, PartySnapshot>();
  return (currency) => {
    const known = byCurrency.get(currency) ?? snapshotSeller(seller, currency);
    byCurrency.set(currency, known);
    return known;
  };
}

type DocumentRow = Omit<ImportedDocument, 'customer' | 'lines'> & {
  line: number;
  country: string | null;
  customer: Parameters<typeof snapshotCustomer>[0];
  lines: ImportedDocument['lines'];
};

async function draftChunk(client: SqlClient, tenantId: string, chunk: number) {
  const { rows } = await client.query(
    `SELECT d.number, d.is_credit, d.day::text AS issue_date, d.currency, d.customer_id, d.hash AS import_hash, d.country,
            to_jsonb(c) AS customer,
            jsonb_agg(jsonb_build_object('product_id', p.product_id, 'quantity', r.quantity, 'unit_price', r.unit_price,
              'description', COALESCE(r.description, p.known_name, r.product, 'Item')) ORDER BY r.line) AS lines
       FROM import_documents d
       JOIN customers c ON c.tenant_id = $1 AND c.id = d.customer_id
       JOIN import_rows r ON r.number = d.number
       LEFT JOIN import_products p ON p.key = upper(r.product)
      WHERE d.chunk = $2
      GROUP BY d.number, d.is_credit, d.line, d.day, d.currency, d.customer_id, d.hash, d.country, c.*
      ORDER BY d.line`,
    [tenantId, chunk],
  );
  const drafts: ReturnType<typeof draftImported>[] = [];
  for (const { country, customer, ...document } of rows as DocumentRow[]) {
    // The buyer stands on the document with the country that the file says, wherever they live now.
    const buyer = snapshotCustomer(customer);
    const asThen = { ...buyer, country: country ?? buyer.country ?? null };
    try {
      drafts.push(draftImported({ ...document, customer: asThen }));
    } catch (error) {
      if (!isBillingError(error)) throw error;
      const reason = error.code === 'not_billable' ? 'negative_total' : 'bad_amount';
      await client.query('UPDATE import_documents SET reason = $2, chunk = 0 WHERE number = $1', [
        document.number,
        reason,
      ]);
    }
  }
  return drafts;
}
