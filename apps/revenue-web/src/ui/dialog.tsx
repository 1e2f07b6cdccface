import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useToastsGone } from './use-toasts-gone.ts';

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the decisive one last. */
  footer?: ReactNode;
  wide?: boolean;
};

const overlay = 'fixed inset-0 z-40 animate-fade-in bg-overlay';

function CloseButton() {
  return (
    <Radix.Close
      aria-label="Close"
      className="grid size-7 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink"
    >
      <X aria-hidden className="size-4" />
    </Radix.Close>
  );
}

function Heading({ title, description }: Pick<DialogProps, 'title' | 'description'>) {
  return (
    <div className="min-w-0 flex-1">
      <Radix.Title className="font-semibold text-base text-ink">{title}</Radix.Title>
      {description ? (
        <Radix.Description className="mt-0.5 text-ink-soft text-sm">{description}</Radix.Description>
      ) : null}
    </div>
  );
}

export function Dialog({ open, onOpenChange, title, description, children, footer, wide }: DialogProps) {
  const focus = useFocusReturn();
  useToastsGone(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <div className="pointer-events-none fixed inset-0 z-50 grid items-end justify-items-center overflow-y-auto p-3 sm:items-start sm:pt-[11vh]">
          <Radix.Content
            {...focus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cx(
              'pointer-events-auto w-full animate-pop-in rounded-xl border border-line bg-raised shadow-high outline-none',
              wide ? 'max-w-2xl' : 'max-w-md',
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-1">
              <Heading title={title} description={description} />
              <CloseButton />
            </header>
            {children ? <div className="px-5 py-2">{children}</div> : null}
            {footer ? <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{footer}</footer> : null}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A panel from the side, for looking closer without leaving the page. */
export function Sheet({ open, onOpenChange, title, description, children, footer, wide }: DialogProps) {
  const focus = useFocusReturn();
  useToastsGone(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...focus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cx(
            'fixed inset-y-0 right-0 z-50 flex w-full animate-slide-in-right flex-col border-line border-l bg-raised shadow-high outline-none',
            wide ? 'sm:max-w-3xl' : 'sm:max-w-lg',
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-5 py-3.5">
            <Heading title={title} description={description} />
            <CloseButton />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
