import { trpc } from '../../api/trpc.ts';
import { counted } from '../../format/words.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { bulkWords } from './bulk-words.ts';

/** Says above a list that a bulk action is under way, whoever began it and wherever. */
export function RunningBulk() {
  const { change } = useListAddress();
  const actions = trpc.bulk_actions.list.useQuery(
    { limit: 5 },
    {
      refetchInterval: ({ state }) =>
        state.data?.data.some(({ status }) => status === 'running' || status === 'pending') ? 2000 : false,
    },
  );
  const running = actions.data?.data.find(({ status }) => status === 'running' || status === 'pending');
  if (!running) return null;
  const words = bulkWords[running.action];
  const settled = running.done + running.refused + running.failed;
  return (
    <div className="mb-3">
      <Callout
        title={`${words.verb}: ${counted(running.items_total, words.noun)}, asked for by ${running.requested_by}`}
        action={
          <Button size="sm" onClick={() => void change({ bulk: running.id })}>
            Show
          </Button>
        }
      >
        {settled.toLocaleString('en-US')} of {running.items_total.toLocaleString('en-US')} are through.
      </Callout>
    </div>
  );
}
