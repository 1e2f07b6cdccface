import type { CustomerDetail, CustomerStatus } from '@revenue/billing-core/customers';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { toast } from '../../ui/toast.tsx';

export function useStatusChange(customer: CustomerDetail) {
  const cache = trpc.useUtils();
  const update = trpc.customers.update.useMutation({
    onSuccess: () => cache.customers.invalidate(),
    onError: (error) => toast.failed('The status was not changed', readProblem(error).message),
  });
  const changeStatus = (status: CustomerStatus) =>
    update.mutate({ id: customer.id, version: customer.version, status });
  return { changeStatus, busy: update.isPending };
}
