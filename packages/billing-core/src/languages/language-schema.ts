import { z } from 'zod';
import { LANGUAGES } from './languages.ts';

/** In which language something is read; what is left out is its reader's own. */
export const LanguageChoice = z
  .enum(LANGUAGES, { error: `is none of the languages of documents; use one of ${LANGUAGES.join(', ')}` })
  .describe('In which language; that of the document or of its reader unless given.');
