import type { ApiKey } from '@revenue/billing-core/access';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const cache = trpc.useUtils();
  const revoke = trpc.access.revoke_api_key.useMutation({
    onSuccess: async (key) => {
      await cache.access.list_api_keys.invalidate();
      toast.done('Key revoked', key.name);
      onClose();
    },
    onError: (error) => toast.failed('The key was not revoked', readProblem(error).message),
  });
  return (
    <ConfirmDialog
      open={apiKey !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${apiKey?.name ?? ''}?`}
      confirmLabel="Revoke key"
      danger
      busy={revoke.isPending}
      onConfirm={() => apiKey && revoke.mutate({ id: apiKey.id })}
    >
      <p>Programs that use it are refused from the next request on. This cannot be undone.</p>
    </ConfirmDialog>
  );
}
