import type { Translated } from '@revenue/billing-core/languages';
import type { en } from './en.ts';

export type MailMessages = Translated<typeof en>;
