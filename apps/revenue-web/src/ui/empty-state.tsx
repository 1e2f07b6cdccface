import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Nothing here yet: says what belongs here and offers the next step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-surface text-ink-faint shadow-low">
        <Icon aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold text-ink text-sm">{title}</h2>
      {children ? <p className="mt-1 max-w-[46ch] text-ink-soft text-sm">{children}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

/** The same within a part of a page that has other parts: one line, so that what is there stays in sight. */
export function EmptyPart({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3.5 text-sm">
      <p className="min-w-0 flex-1 basis-60 text-ink-soft">
        <span className="font-medium text-ink">{title}.</span> {children}
      </p>
      {action}
    </div>
  );
}
