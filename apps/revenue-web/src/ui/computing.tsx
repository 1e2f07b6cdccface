import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';

/** Says that figures are being worked out: what still stands there is of before. */
export function Computing({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-center gap-2 text-ink text-sm">
      <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-accent-ink" />
      {children}
    </p>
  );
}
