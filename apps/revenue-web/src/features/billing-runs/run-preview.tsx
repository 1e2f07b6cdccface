import type { BillingRunPreview } from '@revenue/billing-core/billing-runs';
import { CalendarCheck } from 'lucide-react';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeldCustomers } from './held-customers.tsx';
import { RunChanges } from './run-changes.tsx';
import { RunErrors } from './run-errors.tsx';
import { RunTotals } from './run-totals.tsx';

export function RunPreview({ preview }: { preview: BillingRunPreview }) {
  const format = useFormat();
  if (preview.subscriptions_total === 0) {
    return (
      <>
        <Card>
          {preview.held.length > 0 ? (
            <EmptyState icon={CalendarCheck} title="Nothing is left to bill">
              Whoever has a period to bill by {format.dateTime(preview.as_of)} is held back. Release customers below to
              bill them.
            </EmptyState>
          ) : (
            <EmptyState icon={CalendarCheck} title="Nothing is due">
              No subscription has a period to bill by {format.dateTime(preview.as_of)}. Choose a later day, or a
              customer with an active subscription.
            </EmptyState>
          )}
        </Card>
        <HeldCustomers holds={preview.held} />
      </>
    );
  }
  return (
    <>
      <RunTotals preview={preview} />
      <RunErrors errors={preview.errors} />
      <HeldCustomers holds={preview.held} />
      <RunChanges preview={preview} />
    </>
  );
}
