import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { CopyText } from './copy-text.tsx';

export type ErrorStateProps = {
  title?: string;
  /** What went wrong and what to do, in the words of the problem itself. */
  message: string;
  /** The id of the request, to quote when asking for help. */
  reference?: string | undefined;
  onRetry?: (() => void) | undefined;
  retryLabel?: string;
  action?: ReactNode;
};

export function ErrorState({
  title = 'This could not be loaded',
  message,
  reference,
  onRetry,
  retryLabel = 'Try again',
  action,
}: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-danger-soft text-danger-ink">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold text-ink text-sm">{title}</h2>
      <p className="mt-1 max-w-[60ch] text-ink-soft text-sm">{message}</p>
      {reference ? (
        <p className="mt-2 flex max-w-full flex-wrap items-baseline justify-center gap-x-1.5 text-ink-faint text-xs">
          Request id <CopyText text={reference} />
        </p>
      ) : null}
      <div className="mt-4 flex gap-2">
        {onRetry ? <Button onClick={onRetry}>{retryLabel}</Button> : null}
        {action}
      </div>
    </div>
  );
}
