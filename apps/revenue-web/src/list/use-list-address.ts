import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** How many pages of this list can be gone back through by the browser's own history. */
    pagesBack?: number;
  }
}

export type ListChange = Record<string, string | undefined>;

/** A list's state lives in its address: it can be shared, kept as a bookmark and gone back to. */
export function useListAddress() {
  const navigate = useNavigate();
  const router = useRouter();
  const pagesBack = useRouterState({ select: (state) => state.location.state.pagesBack ?? 0 });
  const go = useCallback(
    (change: ListChange, how: { replace?: boolean; pagesBack?: number } = {}) =>
      navigate({
        to: '.',
        replace: how.replace ?? false,
        resetScroll: how.pagesBack !== undefined,
        state: { pagesBack: how.pagesBack ?? 0 },
        // '.' stands for whichever list is open, so the type cannot know its search; the route validates it.
        search: ((before: ListChange) => ({ ...before, ...change })) as never,
      }),
    [navigate],
  );
  return {
    /** Another filter or order starts at the first page. */
    change: useCallback(
      (change: ListChange, replace = false) => go({ cursor: undefined, ...change }, { replace }),
      [go],
    ),
    toNext: (cursor: string) => go({ cursor }, { pagesBack: pagesBack + 1 }),
    toPrevious: () => (pagesBack > 0 ? router.history.back() : go({ cursor: undefined })),
  };
}
