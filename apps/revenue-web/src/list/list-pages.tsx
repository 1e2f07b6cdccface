import { counted } from '../format/words.ts';
import { Pagination } from '../ui/pagination.tsx';
import { useListAddress } from './use-list-address.ts';

export type ListPagesProps = {
  shown: number | undefined;
  /** How many there are under the current filters, where the server says so. */
  total?: number | undefined;
  noun: string;
  plural?: string;
  cursor: string | undefined;
  nextCursor: string | null | undefined;
};

export function ListPages({ shown, total, noun, plural, cursor, nextCursor }: ListPagesProps) {
  const { toNext, toPrevious } = useListAddress();
  if (shown === undefined) return null;
  const words = plural ?? `${noun}s`;
  const paged = Boolean(cursor || nextCursor);
  const summary =
    paged && total !== undefined && total > shown
      ? `${shown.toLocaleString('en-US')} of ${counted(total, noun, words)}`
      : counted(shown, noun, words);
  return (
    <div className="border-line border-t">
      <Pagination
        summary={paged && (total === undefined || total <= shown) ? `${summary} on this page` : summary}
        onPrevious={cursor ? toPrevious : undefined}
        onNext={nextCursor ? () => toNext(nextCursor) : undefined}
      />
    </div>
  );
}
