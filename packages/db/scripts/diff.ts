// pnpm db:diff — prints the SQL that is missing between a fresh, fully migrated database and prisma/schema.
import { schemaDrift } from '../src/schema-drift.ts';
import { withScratchDatabase } from '../src/testing/scratch-database.ts';

const drift = await withScratchDatabase((url) => schemaDrift(url));
console.log(drift === '' ? 'The migrations say exactly what the schema says.' : drift);
