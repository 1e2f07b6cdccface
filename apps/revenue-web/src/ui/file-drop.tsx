import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';

export type FileDropProps = {
  label: string;
  hint: string;
  accept: string;
  file: File | null;
  onFile: (file: File) => void;
  disabled?: boolean;
};

const sizeOf = (bytes: number) =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1048576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1048576).toFixed(1)} MB`;

/** A file chosen or dropped. The input stays a real input, so a keyboard reaches it. */
export function FileDrop({ label, hint, accept, file, onFile, disabled }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-dashed px-6 py-8 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
        over ? 'border-accent bg-accent-soft' : 'border-line-control hover:bg-hover',
      )}
    >
      <FileUp aria-hidden className="mb-1 size-5 text-ink-faint" />
      <span className="wrap-anywhere font-medium text-ink text-sm">{file ? file.name : label}</span>
      <span className="text-ink-faint text-xs">{file ? `${sizeOf(file.size)} · choose another file` : hint}</span>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
          // The same file chosen again is an event again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
