import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';

/** How much has been sent; once all is, the server is reading and nothing can be called back. */
export function UploadProgress({ sent, size, onCancel }: { sent: number; size: number; onCancel: () => void }) {
  const format = useFormat();
  const isSent = sent >= size;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <span role="status" className="font-medium text-ink">
          {isSent ? 'Reading the rows…' : 'Sending…'}
        </span>
        <span className="tabular text-ink-soft">
          {format.percent(size === 0 ? 100 : Math.min(100, (100 * sent) / size), 0)}
        </span>
      </div>
      <Progress label="Sent" value={Math.min(sent, size)} total={Math.max(size, 1)} />
      <div className="flex items-center justify-between gap-4">
        <p className="text-ink-soft text-xs">
          {isSent
            ? 'All of it is with the server. Its report is kept under Imports, also if you leave this page.'
            : 'Leaving this page stops it, and nothing is taken.'}
        </p>
        {isSent ? null : <Button onClick={onCancel}>Stop</Button>}
      </div>
    </div>
  );
}
