import type { Translated } from '../create-say.ts';
import type { en } from './en.ts';

export type DocumentMessages = Translated<typeof en>;
