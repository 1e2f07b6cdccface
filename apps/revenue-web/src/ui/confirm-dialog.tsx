import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, in figures where there are any. */
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  busy?: boolean;
  danger?: boolean;
};

/** Enter in one of its fields says yes, as the decisive button does. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const form = useId();
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    // The dialog may be opened from within the form of a page, which is not what is confirmed.
    event.stopPropagation();
    if (!props.busy) props.onConfirm();
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      footer={
        <>
          <Button onClick={() => props.onOpenChange(false)}>Keep as it is</Button>
          <Button type="submit" form={form} variant={props.danger ? 'danger' : 'primary'} busy={props.busy ?? false}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={confirm} noValidate className="flex flex-col gap-3 text-ink-soft text-sm">
        {props.children}
      </form>
    </Dialog>
  );
}
