import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';

type HowButtonProps = { open: boolean; onToggle: () => void; controls: string; children?: ReactNode };

/** Opens the working of a figure below it. */
export function HowButton({ open, onToggle, controls, children = 'How was this calculated?' }: HowButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      className="mt-0.5 inline-flex items-center gap-1 rounded-sm text-accent-ink text-xs hover:underline"
    >
      {children}
      <ChevronDown aria-hidden className={cx('size-3 transition-transform', open && 'rotate-180')} />
    </button>
  );
}
