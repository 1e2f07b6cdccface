import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { PageHeader } from '../ui/page-header.tsx';

export function NoSuchPage() {
  return (
    <>
      <PageHeader title="There is no such page" />
      <EmptyState
        icon={Compass}
        title="The address is old or mistyped"
        action={
          <Button asChild variant="primary">
            <Link to="/">Go to the overview</Link>
          </Button>
        }
      >
        Find a page, a customer or an invoice with <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>.
      </EmptyState>
    </>
  );
}
