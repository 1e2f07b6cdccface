import type { ReactNode } from 'react';

/** The decisive buttons of a page-long form, always in reach. */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-2 flex items-center justify-end gap-2 border-line border-t bg-page/95 px-4 py-3 backdrop-blur-sm sm:-mx-6 sm:px-6">
      {note ? <p className="mr-auto text-ink-faint text-xs">{note}</p> : null}
      {children}
    </div>
  );
}
