import { Link } from '@tanstack/react-router';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { mailStatus } from './mail-status.ts';
import { useMailsAbout } from './use-mails-about.ts';

/** The mails about a document; each opens in the outbox. */
export function MailsAbout({ objectId }: { objectId: string }) {
  const format = useFormat();
  const mails = useMailsAbout(objectId);
  if (!mails.data || mails.data.data.length === 0) return null;
  return (
    <Card title="Mails">
      <ul className="flex flex-col gap-2">
        {mails.data.data.map((mail) => (
          <li key={mail.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Status {...mailStatus(mail)} />
            <Link
              to="/outbox"
              search={{ mail: mail.id }}
              className="min-w-0 flex-1 truncate rounded-sm text-accent-ink hover:underline max-sm:basis-3/4 max-sm:whitespace-normal"
            >
              {mail.subject}
            </Link>
            <span className="text-ink-faint text-xs">{format.dateTime(mail.created_at)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
