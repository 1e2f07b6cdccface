// pnpm db:create-migration NAME — writes a migration with what prisma/schema says beyond the migrations. Row security,
// checks and triggers are added to it by hand: every new table needs its revenue_secure_table() line.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@revenue/billing-core/time';
import { schemaDrift } from '../src/schema-drift.ts';
import { migrationsFolder } from '../src/schema-files.ts';
import { withScratchDatabase } from '../src/testing/scratch-database.ts';

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: pnpm db:create-migration NAME, where NAME is lower_case_with_underscores.');
  process.exit(1);
}
const drift = await withScratchDatabase((url) => schemaDrift(url));
if (drift === '') {
  console.log('Nothing to do: the migrations say exactly what the schema says.');
} else {
  const stamp = systemClock.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), `${drift}\n`);
  console.log(`Written: ${folder}/migration.sql`);
}
