import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from './cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'link';
export type ButtonSize = 'sm' | 'md' | 'icon';

const base =
  'inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-sm transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent shadow-low hover:bg-accent-hover',
  secondary:
    'border border-line-strong bg-surface text-ink shadow-low hover:bg-hover dark:bg-raised dark:hover:bg-line',
  ghost: 'text-ink-soft hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken',
  danger: 'bg-danger text-on-accent shadow-low hover:bg-danger-hover',
  link: 'text-accent-ink underline-offset-4 hover:underline',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-xs',
  md: 'h-8 px-3',
  icon: 'size-8',
};

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks, keeping the button's width. */
  busy?: boolean;
  /** Renders the only child (a link) with the look of a button. */
  asChild?: boolean;
  icon?: ReactNode;
};

export function Button({ variant = 'secondary', size = 'md', busy, asChild, icon, className, ...props }: ButtonProps) {
  const look = cx(base, variants[variant], variant === 'link' ? 'h-auto p-0' : sizes[size], className);
  if (asChild) return <Slot.Root className={look} {...props} />;
  const { children, disabled, type = 'button', ...rest } = props;
  return (
    <button type={type} className={look} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}
