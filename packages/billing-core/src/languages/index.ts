export type { Messages, PluralForms, Say, Translated } from './create-say.ts';
export { createSay } from './create-say.ts';
export { DOCUMENT_MESSAGES, type DocumentSay, documentWords } from './documents/document-words.ts';
export * from './documents/spoken-facts.ts';
export * from './language-schema.ts';
export * from './languages.ts';
