/** What the set-up of a run provides to its tests. */
import type {} from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run. */
    adminUrl: string;
    /** The name of the migrated database that every worker copies. */
    templateName: string;
  }
}
