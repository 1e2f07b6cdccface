import type pg from 'pg';

/**
 * Tells the planner, of tables that nobody has analysed yet, that many rows share a tenant. Without statistics it believes
 * that `tenant_id` alone picks one row, and looks rows up by any index that begins with it: each foreign-key check of a
 * first import or billing run then reads every row of the tenant, and the whole takes the square of its size. What ANALYZE
 * finds later takes the place of what is planted here.
 *
 * A table that was analysed while it was empty counts as empty until the next time, so that is forgotten, too.
 */
export async function plantStatistics(owner: pg.Client): Promise<void> {
  await owner.query(
    `SELECT pg_clear_relation_stats('public', c.relname)
       FROM pg_class c WHERE c.relnamespace = to_regnamespace('public') AND c.relkind = 'r' AND c.reltuples = 0`,
  );
  await owner.query(
    `SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', 'tenant_id',
                                       'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      WHERE c.relnamespace = to_regnamespace('public') AND c.relkind = 'r'
        AND NOT EXISTS (SELECT 1 FROM pg_statistic s WHERE s.starelid = c.oid AND s.staattnum = a.attnum)`,
  );
}
