import { trpc } from '../../api/trpc.ts';

/** The newest mails about an invoice, asked for again while one of them is on its way. */
export function useInvoiceMails(invoiceId: string) {
  return trpc.mails.list.useQuery(
    { object_id: invoiceId, limit: 10 },
    {
      refetchInterval: ({ state }) =>
        state.data?.data.some((mail) => mail.status === 'queued' || mail.status === 'sending') ? 1500 : false,
    },
  );
}
