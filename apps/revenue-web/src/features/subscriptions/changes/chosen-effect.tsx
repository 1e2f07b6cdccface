import type { Subscription, SubscriptionChangePreview } from '@revenue/billing-core/subscriptions';
import { FormProblem } from '../../../forms/form-problem.tsx';
import { Computing } from '../../../ui/computing.tsx';
import { cx } from '../../../ui/cx.ts';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { BeforeAndAfter, ChangeEffect } from './change-effect.tsx';

type EffectProps = {
  subscription: Subscription;
  error: unknown;
  /** Something is to be different. */
  isChosen: boolean;
  shown: SubscriptionChangePreview | undefined;
  /** It is the effect of what is chosen now. */
  isCurrent: boolean;
  /** Its items change: the old and the new side by side. */
  changesItems?: boolean;
};

/** What the chosen deed does: faults, and then the money. Where there was nothing to choose, it stands alone. */
export function ChosenEffect({ subscription, error, isChosen, shown, isCurrent, changesItems = true }: EffectProps) {
  return (
    <section
      aria-label="What it does"
      className="mt-5 flex flex-col gap-3 border-line border-t pt-4 [form:empty+&]:mt-0 [form:empty+&]:border-t-0 [form:empty+&]:pt-0"
    >
      <FormProblem error={error} />
      {isChosen ? null : <p className="text-ink-soft text-sm">Choose what is to be different.</p>}
      {isChosen && !isCurrent && !error ? <Computing>Computing what it does…</Computing> : null}
      {isChosen && !shown && !error ? <SkeletonLines lines={4} /> : null}
      {shown ? (
        <div className={cx('flex flex-col gap-3', !isCurrent && 'opacity-60')} aria-busy={!isCurrent}>
          {changesItems ? <BeforeAndAfter subscription={subscription} preview={shown} /> : null}
          <ChangeEffect preview={shown} />
        </div>
      ) : null}
    </section>
  );
}
