import { Link } from '@tanstack/react-router';
import { TrendingUp } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NoMrr() {
  return (
    <Card>
      <EmptyState
        icon={TrendingUp}
        title="No subscription brought recurring revenue in these days"
        action={
          <Button asChild variant="primary">
            <Link to="/subscriptions/new">New subscription</Link>
          </Button>
        }
      >
        MRR begins with the first day of a subscription that is paid for. Choose other days or filters, or start one.
      </EmptyState>
    </Card>
  );
}
