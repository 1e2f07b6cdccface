import { createS3Store } from '@revenue/documents/s3-store';
import type { Env } from '../../env.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

/** Whether the object store can be reached, where documents are kept in one; the folder is looked at with the disk. */
export async function checkStore(env: Env): Promise<Finding[]> {
  if (env.documents.kind !== 's3') return [];
  const store = createS3Store(env.documents.options);
  try {
    await store.probe();
    return [ok('document store', store.describe())];
  } catch (error) {
    return [fail('document store', reasonOf(error), 'Invoices cannot be printed nor sent until then.')];
  }
}
