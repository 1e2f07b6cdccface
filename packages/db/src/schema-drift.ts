import { withSchemaEngine } from './schema-engine.ts';
import { schemaFiles } from './schema-files.ts';

/**
 * The SQL that would bring a migrated database to what prisma/schema says; empty when they agree. Row security,
 * checks, triggers and roles are outside the schema files and not compared.
 */
export async function schemaDrift(url: string): Promise<string> {
  const files = (await schemaFiles()).map(([path, content]) => ({ path, content }));
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const script = (stdout ?? '').trim();
  return script === '-- This is an empty migration.' ? '' : script;
}
