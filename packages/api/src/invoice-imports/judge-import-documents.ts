import { MAX_IMPORTED_LINES } from '@revenue/billing-core/invoice-imports';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { patternOfNumbers } from '../tenants/number-format-conflict.ts';
import { DEFAULT_NUMBER_FORMATS } from '../tenants/numbered-kind.ts';

/** Lines that one statement writes, about: documents are never cut. */
const CHUNK_LINES = 4_000;

/**
 * Gathers the staged rows into documents, each new, known, or refused with its reason. The hash is over what the rows say in
 * their order, not over how the file spells it, so the same content is known whatever else changed in the file.
 */
export async function judgeImportDocuments(client: SqlClient, tenantId: string): Promise<void> {
  const [invoices, creditNotes] = await ownPatterns(client, tenantId);
  await client.query(
    `CREATE TEMP TABLE import_documents ON COMMIT DROP AS
     SELECT number, bool_or(is_credit) AS is_credit, min(line) AS line, count(*)::int AS lines, min(day) AS day,
            min(customer) AS customer, min(customer_name) AS customer_name, min(country) AS country, min(currency) AS currency,
            CASE
              WHEN bool_or(reason IS NOT NULL) THEN 'row_beside'
              WHEN min(day) <> max(day) OR min(currency) <> max(currency)
                OR min(COALESCE(customer, '')) <> max(COALESCE(customer, ''))
                OR min(COALESCE(country, '')) <> max(COALESCE(country, '')) THEN 'mixed_document'
              WHEN count(*) > ${MAX_IMPORTED_LINES} THEN 'too_many_lines'
              WHEN min(customer) IS NULL AND bool_and(quantity::numeric * unit_price::numeric = 0) THEN 'no_sale'
              WHEN sum(quantity::numeric * unit_price::numeric) < 0 THEN 'negative_total'
            END AS reason,
            min(line) FILTER (WHERE reason IS NOT NULL) AS fault_line,
            encode(sha256(convert_to(string_agg(concat_ws(chr(31), day::text, customer, country, product, description, quantity,
              unit_price, currency), chr(30) ORDER BY line), 'UTF8')), 'hex') AS hash,
            false AS known, NULL::uuid AS customer_id, NULL::text AS customer_key, 0 AS chunk
       FROM import_rows WHERE number IS NOT NULL GROUP BY number`,
  );
  await client.query(
    `UPDATE import_documents d
        SET known = e.import_hash IS NOT DISTINCT FROM d.hash,
            reason = CASE WHEN e.import_id IS NULL THEN 'number_taken' WHEN e.import_hash <> d.hash THEN 'changed' END
       FROM (SELECT invoice_number AS number, import_id, import_hash, false AS is_credit FROM invoices WHERE tenant_id = $1
             UNION ALL
             SELECT credit_note_number, import_id, import_hash, true FROM credit_notes WHERE tenant_id = $1) e
      WHERE d.reason IS NULL AND e.number = d.number AND e.is_credit = d.is_credit`,
    [tenantId],
  );
  await client.query(
    `UPDATE import_documents SET reason = 'own_series'
      WHERE reason IS NULL AND NOT known AND number ~ CASE WHEN is_credit THEN $2 ELSE $1 END`,
    [invoices, creditNotes],
  );
  await placeInChunks(client);
}

/** Which number its own series might give some day: an import must not stand in its way. */
async function ownPatterns(client: SqlClient, tenantId: string): Promise<[string, string]> {
  const { rows } = await client.query('SELECT kind, format FROM number_series WHERE tenant_id = $1', [tenantId]);
  const formats = new Map((rows as { kind: string; format: string }[]).map(({ kind, format }) => [kind, format]));
  const pattern = (kind: keyof typeof DEFAULT_NUMBER_FORMATS) =>
    patternOfNumbers(formats.get(kind) ?? DEFAULT_NUMBER_FORMATS[kind]);
  return [pattern('invoice'), pattern('credit_note')];
}

async function placeInChunks(client: SqlClient): Promise<void> {
  await client.query(
    `UPDATE import_documents d SET chunk = c.chunk
       FROM (SELECT number, (sum(lines) OVER (ORDER BY line) / ${CHUNK_LINES})::int + 1 AS chunk
               FROM import_documents WHERE reason IS NULL AND NOT known) c
      WHERE c.number = d.number`,
  );
  await client.query('CREATE INDEX ON import_documents (chunk)');
  await client.query('ANALYZE import_documents');
}
