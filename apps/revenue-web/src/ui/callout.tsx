import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { cx } from './cx.ts';

type CalloutTone = Extract<Tone, 'info' | 'success' | 'warning' | 'danger'>;

const looks: Record<CalloutTone, string> = {
  info: 'bg-info-soft text-info-ink',
  success: 'bg-success-soft text-success-ink',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
};
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

/** Something to know before going on. */
export function Callout({
  tone = 'info',
  title,
  children,
  action,
}: {
  tone?: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'note'}
      className={cx('flex flex-wrap items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm', looks[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className={cx('min-w-0 flex-1', Boolean(action) && 'max-sm:basis-3/4')}>
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink-soft">{children}</div> : null}
      </div>
      {action ? <div className="max-sm:pl-6.5">{action}</div> : null}
    </div>
  );
}
