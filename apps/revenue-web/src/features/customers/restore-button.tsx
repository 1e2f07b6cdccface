import type { CustomerInList } from '@revenue/billing-core/customers';
import { RotateCcw } from 'lucide-react';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';

/** Brings a deleted customer back into the lists. */
export function RestoreButton({ customer }: { customer: CustomerInList }) {
  const cache = trpc.useUtils();
  const restore = trpc.customers.restore.useMutation({
    onSuccess: async () => {
      toast.done('Customer restored', customer.name);
      await cache.customers.invalidate();
    },
    onError: (error) => toast.failed('The customer was not restored', readProblem(error).message),
  });
  return (
    <Button
      size="sm"
      busy={restore.isPending}
      onClick={() => restore.mutate({ id: customer.id })}
      icon={<RotateCcw aria-hidden />}
      aria-label={`Restore ${customer.name}`}
    >
      Restore
    </Button>
  );
}
