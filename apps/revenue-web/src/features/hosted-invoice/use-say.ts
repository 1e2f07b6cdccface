import { type DocumentSay, documentWords } from '@revenue/billing-core/languages';
import { createContext, use } from 'react';

export const SayContext = createContext<DocumentSay>(documentWords('en', 'en-US'));

/** The words of the page's language. */
export const useSay = (): DocumentSay => use(SayContext);
