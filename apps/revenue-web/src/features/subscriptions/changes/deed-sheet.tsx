import type { Subscription } from '@revenue/billing-core/subscriptions';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useFormat } from '../../../format/use-format.ts';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/dialog.tsx';
import { ChosenEffect } from './chosen-effect.tsx';
import { confirmWords } from './effect-words.ts';
import { useChangePreview } from './use-change-preview.ts';

type DeedSheetProps = {
  subscription: Subscription;
  title: string;
  description: string;
  /** What the button says, before the money: 'Cancel'. */
  deed: string;
  danger?: boolean;
  /** What is asked of the server, `action` included; null while the choice is not complete. */
  sent: Record<string, unknown> | null;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Something is done with a subscription: the choices, what they come to in money, and a button that says it. */
export function DeedSheet(props: DeedSheetProps) {
  const { subscription, title, description, deed, danger, sent, busy, error, onConfirm, onClose, children } = props;
  const form = useId();
  const format = useFormat();
  const asked = sent && { id: subscription.id, ...sent };
  const preview = useChangePreview(asked, error);
  const { shown, isCurrent } = preview;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Enter in a field decides only once what it comes to is on the screen.
    if (!isCurrent || busy) return;
    preview.onTry();
    onConfirm();
  };
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Leave it as it is</Button>
          <Button type="submit" form={form} variant={danger ? 'danger' : 'primary'} disabled={!isCurrent} busy={busy}>
            {shown ? confirmWords(deed, shown, format) : deed}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        {children}
      </form>
      <ChosenEffect
        subscription={subscription}
        error={preview.error}
        isChosen={sent !== null}
        shown={shown}
        isCurrent={isCurrent}
        changesItems={false}
      />
    </Sheet>
  );
}
