import { trpc } from '../../api/trpc.ts';

/** The newest mails about a document, asked for again while one of them is on its way. */
export function useMailsAbout(objectId: string) {
  return trpc.mails.list.useQuery(
    { object_id: objectId, limit: 10 },
    {
      refetchInterval: ({ state }) =>
        state.data?.data.some((mail) => mail.status === 'queued' || mail.status === 'sending') ? 1500 : false,
    },
  );
}
