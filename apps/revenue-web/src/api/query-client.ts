import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isUnauthenticated, readProblem } from './problem.ts';

/** Questions are asked again only where asking again can help: not when the server has refused. */
export function createQueryClient(onSignedOut: () => void) {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isUnauthenticated(error)) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 2 && (readProblem(error).status === 0 || readProblem(error).status >= 502),
      },
    },
  });
}
