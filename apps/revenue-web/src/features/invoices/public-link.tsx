import type { Invoice, InvoiceLink } from '@revenue/billing-core/invoices';
import { ExternalLink, Link2, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { toast } from '../../ui/toast.tsx';
import { ReplaceLinkDialog } from './replace-link-dialog.tsx';
import { viewedWords } from './viewed-words.ts';

/** The page on which the customer sees the invoice, and whether they did. A draft has none. */
export function PublicLink({ invoice }: { invoice: Invoice }) {
  const link = trpc.invoices.link.useQuery({ id: invoice.id });
  const [replacing, setReplacing] = useState(false);
  const format = useFormat();
  const { data } = link;
  if (!data?.url) return null;
  return (
    <Card title="Public page" description="Opens to whoever has the link, without signing in.">
      <p className="mb-3 text-ink-soft text-sm">{viewedWords(data, format)}</p>
      <div className="flex flex-wrap gap-2">
        <CopyLink url={data.url} />
        <Button asChild>
          <a href={data.url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            Open
          </a>
        </Button>
        <Button variant="ghost" icon={<RefreshCw aria-hidden />} onClick={() => setReplacing(true)}>
          Replace…
        </Button>
      </div>
      <ReplaceLinkDialog invoice={invoice} open={replacing} onClose={() => setReplacing(false)} />
    </Card>
  );
}

function CopyLink({ url }: { url: NonNullable<InvoiceLink['url']> }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      toast.done('Public link copied');
    } catch {
      // A page over plain http may not write to the clipboard.
      toast.failed('The browser does not let this page copy', url);
    }
  };
  return (
    <Button onClick={copy} icon={<Link2 aria-hidden />}>
      Copy public link
    </Button>
  );
}
