import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export type PaginationProps = {
  summary: ReactNode;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
};

/** Cursor paging: forward and back, no invented page numbers. */
export function Pagination({ summary, onPrevious, onNext }: PaginationProps) {
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 px-4 py-2.5">
      <p className="tabular text-ink-faint text-xs">{summary}</p>
      {onPrevious || onNext ? (
        <div className="flex gap-2">
          <Button size="sm" disabled={!onPrevious} onClick={onPrevious} icon={<ChevronLeft aria-hidden />}>
            Previous
          </Button>
          <Button size="sm" disabled={!onNext} onClick={onNext}>
            Next
            <ChevronRight aria-hidden />
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
