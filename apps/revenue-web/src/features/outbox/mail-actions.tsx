import type { Mail } from '@revenue/billing-core/mails';
import { Check, CircleStop, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

function useMailActions(mail: Mail) {
  const cache = trpc.useUtils();
  const after = (title: string) => ({
    onSuccess: async () => {
      toast.done(title, mail.to_address);
      await Promise.all([cache.mails.invalidate(), cache.jobs.invalidate()]);
    },
    onError: (error: unknown) => toast.failed('Nothing was changed', readProblem(error).message),
  });
  return {
    resend: trpc.mails.resend.useMutation(after('The mail is on its way again')),
    confirm: trpc.mails.confirm.useMutation(after('Kept as sent')),
    cancel: trpc.mails.cancel.useMutation(after('The mail will not be sent')),
  };
}

/** What can be done about a mail that did not simply arrive. */
export function MailActions({ mail }: { mail: Mail }) {
  const { resend, confirm, cancel } = useMailActions(mail);
  const [asking, setAsking] = useState(false);
  const { id, status } = mail;
  const send = () => resend.mutate({ id }, { onSettled: () => setAsking(false) });
  const again = <RotateCw aria-hidden />;
  return (
    <>
      {status === 'unknown' ? (
        <>
          <Button busy={confirm.isPending} onClick={() => confirm.mutate({ id })} icon={<Check aria-hidden />}>
            It arrived
          </Button>
          <Button variant="primary" onClick={() => setAsking(true)} icon={again}>
            Send again
          </Button>
        </>
      ) : null}
      {status === 'failed' || status === 'canceled' ? (
        <Button variant="primary" busy={resend.isPending} onClick={send} icon={again}>
          Send again
        </Button>
      ) : null}
      {status === 'queued' ? (
        <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id })} icon={<CircleStop aria-hidden />}>
          Do not send
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Send it again?"
        confirmLabel="Send again"
        busy={resend.isPending}
        onConfirm={send}
      >
        <p>
          If the first one did arrive, {mail.to_address} gets it twice. Both carry the same Message-ID, by which many
          mail programs show only one.
        </p>
      </ConfirmDialog>
    </>
  );
}
