import type { ReactNode } from 'react';

export type Figure = {
  label: string;
  value: ReactNode;
  /** What it is, in plain words. */
  says: ReactNode;
};

/** Figures side by side, each with what it means. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low lg:grid-cols-4 max-lg:[&>div:last-child:nth-child(odd)]:col-span-2">
      {figures.map(({ label, value, says }) => (
        <div key={label} className="bg-surface px-4 py-3.5">
          <dt className="text-ink-faint text-xs">{label}</dt>
          <dd className="tabular mt-1 font-semibold text-ink text-xl tracking-tight max-sm:text-lg">{value}</dd>
          <dd className="text-ink-faint text-xs">{says}</dd>
        </div>
      ))}
    </dl>
  );
}
