import { useFormat } from '../../format/use-format.ts';

/** A share in figures, and drawn beside them for the eye where there is room. What is below zero has no length. */
export function ShareCell({ percent }: { percent: number }) {
  const format = useFormat();
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken max-md:hidden">
        <span className="block h-full bg-accent" style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
      </span>
      <span className="min-w-12">{format.percent(percent, 1, 1)}</span>
    </span>
  );
}
