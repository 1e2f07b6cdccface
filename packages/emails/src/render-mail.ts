import { createElement } from 'react';
import { render } from 'react-email';
import type { MailView } from './mail-view.ts';
import { toPlainText } from './plain-text.ts';
import { Letter } from './templates/letter.tsx';

export type RenderedMail = { subject: string; html: string; text: string };

/** A letter as HTML and as plain text. Every value is escaped where it is shown; the subject is one line. */
export async function renderMail(view: MailView): Promise<RenderedMail> {
  return { subject: view.subject, html: await render(createElement(Letter, { view })), text: toPlainText(view) };
}
