import { trpc } from '../../api/trpc.ts';
import { useDelayed } from '../../ui/use-delayed.ts';

/** What the next invoices would be numbered under the format as it stands in the form. */
export function NumberPreview({ format }: { format: string }) {
  const settled = useDelayed(format.trim(), 250);
  const preview = trpc.tenants.preview_number_format.useQuery(
    { format: settled },
    { retry: false, placeholderData: (before) => before },
  );
  const [first, ...others] = preview.data?.examples ?? [];
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium text-ink text-sm">The next numbers</span>
      <output className="flex h-8 items-center gap-2 text-sm">
        {preview.data?.valid ? (
          <>
            <span className="whitespace-nowrap font-semibold text-base text-ink">{first}</span>
            <span className="truncate text-ink-faint">then {others.join(', ')}</span>
          </>
        ) : (
          <span className="text-danger-ink text-xs">{preview.data?.fault ?? ''}</span>
        )}
      </output>
    </div>
  );
}
