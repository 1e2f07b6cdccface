import { correspondence, wordsFor } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type InvitationMailData = Correspondence & {
  invited_by: string;
  role: string;
  accept_url: string | null;
};

/** Lets a colleague in. */
export function invitationLetter(data: InvitationMailData): MailView {
  const { say } = wordsFor(data);
  const company = oneLine(data.seller.name);
  const by = oneLine(data.invited_by);
  const role = oneLine(data.role);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('invite_subject', { by, company }),
    heading: say('invite_heading', { company }),
    preheader: say('invite_preheader', { role }),
    paragraphs: [say('invite_text', { by, company, role }), say('invite_ignore')],
    button: linkButton(say('invite_button'), data.accept_url),
  };
}
