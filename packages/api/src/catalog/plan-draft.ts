import { BillingError } from '@revenue/billing-core/errors';
import type { PlanVersionRow } from './plan-view.ts';

/** The draft among the versions of a plan. @throws BillingError illegal_transition where there is none */
export function requireDraft(versions: PlanVersionRow[]): PlanVersionRow {
  const draft = versions.find(isDraft);
  if (draft) return draft;
  throw new BillingError('illegal_transition', 'The plan has no draft; save one first.');
}

/** Two drafts would not know of each other. @throws BillingError illegal_transition */
export function requireNoDraft(versions: PlanVersionRow[]): void {
  const draft = versions.find(isDraft);
  if (!draft) return;
  const sentence = `Version ${draft.version} of the plan is being drafted; publish or discard it first, or save the draft anew.`;
  throw new BillingError('illegal_transition', sentence);
}

/** All that was published of a plan is in one currency, so that subscribers can move from version to version. */
export function requireCurrencyOfPlan(versions: PlanVersionRow[], currency: string): void {
  const other = versions.find((version) => !isDraft(version) && version.currency !== currency);
  if (!other) return;
  throw new BillingError('currency_mismatch', `The plan is in ${other.currency}; make another plan for ${currency}.`, {
    errors: [{ path: 'currency', message: `is not ${other.currency}` }],
  });
}

export const isDraft = ({ published_at }: PlanVersionRow) => published_at === null;
