import { trpc } from '../../api/trpc.ts';
import { useDelayed } from '../../ui/use-delayed.ts';

/** What the next documents would be numbered under the format as it stands in the form. */
export function NumberPreview({ kind, format }: { kind: 'invoice' | 'credit_note'; format: string }) {
  const settled = useDelayed(format.trim(), 250);
  const preview = trpc.tenants.preview_number_format.useQuery(
    { kind, format: settled },
    { retry: false, placeholderData: (before) => before },
  );
  const { valid, fault, examples = [], restart, after_restart } = preview.data ?? {};
  const [first, ...others] = examples;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="font-medium text-ink text-sm">The next numbers</span>
      <output className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
        {valid ? (
          <>
            <span className="whitespace-nowrap font-semibold text-base text-ink">{first}</span>
            <span className="text-ink-faint">then {others.join(', ')}</span>
            <span className="basis-full text-ink-faint text-xs">
              {restart ? restarts[restart] : ''}
              {after_restart ? ` with ${after_restart}` : ''}
            </span>
          </>
        ) : (
          <span className="text-danger-ink text-xs">{fault ?? ''}</span>
        )}
      </output>
    </div>
  );
}

const restarts = {
  never: 'Counts on for ever',
  yearly: 'Starts again every year',
  monthly: 'Starts again every month',
  daily: 'Starts again every day',
};
