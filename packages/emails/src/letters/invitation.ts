import { correspondence } from '../correspondence.ts';
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
  const company = oneLine(data.seller.name);
  const by = oneLine(data.invited_by);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `${by} invites you to the billing of ${company}`,
    heading: `Join ${company}`,
    preheader: `You would work there as ${oneLine(data.role)}`,
    paragraphs: [
      `${by} would like you to work with the billing of ${company}, in the role ${oneLine(data.role)}.`,
      'If you do not know what this is about, leave it; nothing happens without you.',
    ],
    button: linkButton('Accept the invitation', data.accept_url),
  };
}
