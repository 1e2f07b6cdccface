import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { cx } from './cx.ts';

type CopyTextProps = {
  text: string;
  shown?: string;
  className?: string;
  /** For pages in another language. */
  words?: { copy: string; copied: string };
};

/** A value people paste elsewhere: an id, a key. */
export function CopyText({ text, shown, className, words }: CopyTextProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={words?.copy ?? `Copy ${text}`}
      className={cx(
        'group inline-flex max-w-full items-center gap-1.5 rounded-sm font-mono text-ink-soft text-xs hover:text-ink',
        className,
      )}
    >
      <span className="truncate">{shown ?? text}</span>
      {copied ? (
        <Check aria-hidden className="size-3 shrink-0 text-success-ink" />
      ) : (
        <Copy aria-hidden className="size-3 shrink-0 text-ink-faint group-hover:text-ink" />
      )}
      <span role="status" className="sr-only">
        {copied ? (words?.copied ?? 'Copied') : ''}
      </span>
    </button>
  );
}
