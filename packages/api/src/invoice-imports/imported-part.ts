import type { PartySnapshot } from '../invoices/parties.ts';
import type { ImportedDraft } from './draft-imported.ts';

/** A computed document with everything that is stored with it. */
export type ImportedPart = ImportedDraft & { seller: PartySnapshot; import_id: string };

/**
 * The series of imported documents: they keep the numbers that the file gives them, and count up in a period of their own, so
 * the gapless series of the tenant is not touched.
 */
export const IMPORTED_PERIOD = 'imported';
