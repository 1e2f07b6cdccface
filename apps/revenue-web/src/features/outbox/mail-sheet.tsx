import type { Mail } from '@revenue/billing-core/mails';
import { Link } from '@tanstack/react-router';
import { Paperclip } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { MailActions } from './mail-actions.tsx';
import { mailStatus } from './mail-status.ts';
import { MailVerdict } from './mail-verdict.tsx';

type Form = 'html' | 'text';

const link = 'rounded-sm text-accent-ink hover:underline';

/** The document that it brings. */
function aboutOf({ object_type, object_id }: Mail) {
  if (object_type === 'invoice')
    return (
      <Link to="/invoices/$invoiceId" params={{ invoiceId: object_id }} className={link}>
        The invoice
      </Link>
    );
  if (object_type === 'credit_note')
    return (
      <Link to="/credit-notes/$creditNoteId" params={{ creditNoteId: object_id }} className={link}>
        The credit note
      </Link>
    );
  return null;
}

function Envelope({ mail }: { mail: Mail }) {
  const format = useFormat();
  const items = [
    { label: 'To', value: mail.to_address },
    { label: 'From', value: mail.from_address },
    { label: 'Answers to', value: mail.reply_to },
    { label: 'Written', value: format.dateTimeSeconds(mail.created_at) },
    {
      label: mailStatus(mail).status === 'kept' ? 'Kept' : 'Sent',
      value: mail.sent_at ? format.dateTimeSeconds(mail.sent_at) : null,
    },
    { label: 'Status', value: <Status {...mailStatus(mail)} /> },
    { label: 'Attempts', value: mail.attempts > 1 ? format.number(mail.attempts) : null },
    { label: 'About', value: aboutOf(mail) },
  ];
  return <DescriptionList items={items} />;
}

/** The mail as its reader sees it. The frame is a sandbox: nothing in it runs, and nothing is fetched. */
function Body({ mail }: { mail: Mail }) {
  const [form, setForm] = useState<Form>('html');
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <Segmented
        name="form"
        label="Form of the mail"
        value={form}
        onChange={setForm}
        segments={[
          { value: 'html', label: 'As it looks' },
          { value: 'text', label: 'Plain text' },
        ]}
      />
      {form === 'html' ? (
        <iframe
          title={`Mail: ${mail.subject}`}
          sandbox=""
          srcDoc={mail.html}
          className="min-h-[560px] w-full flex-1 rounded-md border border-line bg-white"
        />
      ) : (
        <pre className="overflow-x-auto whitespace-pre-wrap rounded-md border border-line bg-sunken p-4 font-mono text-ink text-xs">
          {mail.text}
        </pre>
      )}
    </div>
  );
}

const isUnderway = (mail: Mail | undefined) => mail?.status === 'queued' || mail?.status === 'sending';

const hasActions = ({ status }: Mail) => status !== 'sent' && status !== 'sending';

export function MailSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const mail = trpc.mails.get.useQuery(
    { id },
    { refetchInterval: ({ state }) => (isUnderway(state.data) ? 2000 : false) },
  );
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={mail.data?.subject ?? 'Mail'}
      footer={mail.data && hasActions(mail.data) ? <MailActions mail={mail.data} /> : undefined}
    >
      {mail.error ? <ProblemState error={mail.error} onRetry={() => mail.refetch()} /> : null}
      {mail.isPending ? <SkeletonLines lines={8} /> : null}
      {mail.data ? (
        <div className="flex min-h-full flex-col gap-4">
          <MailVerdict mail={mail.data} />
          <Envelope mail={mail.data} />
          {mail.data.attachments.map((attachment) => (
            <p key={attachment.file_name} className="flex items-center gap-2 text-ink-soft text-sm">
              <Paperclip aria-hidden className="size-3.5" />
              {attachment.file_name}
            </p>
          ))}
          <Body mail={mail.data} />
        </div>
      ) : null}
    </Sheet>
  );
}
