import type { Plan } from '@revenue/billing-core/catalog';
import { Badge } from '../../ui/badge.tsx';

/** Whether a plan can be subscribed to, in one word. */
export function PlanState({ plan }: { plan: Plan }) {
  if (plan.latest_version.status === 'draft') return <Badge dot>Draft</Badge>;
  if (!plan.active) return <Badge dot>Closed</Badge>;
  return (
    <Badge dot tone="success">
      Active
    </Badge>
  );
}
