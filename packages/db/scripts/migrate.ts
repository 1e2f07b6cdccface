// pnpm db:migrate — brings the database at DATABASE_URL to the newest schema.
import { migrate } from '../src/migrate.ts';
import { requiredDatabaseUrl } from './database-url.ts';

const { applied } = await migrate({ adminUrl: requiredDatabaseUrl() });
console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`);
