import type { ApiKey } from '@revenue/billing-core/access';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const format = useFormat();
  return [
    { id: 'name', header: 'Name', cell: (key) => <span className="font-medium">{key.name}</span> },
    {
      id: 'prefix',
      header: 'Key',
      from: 'sm',
      cell: (key) => <code className="text-ink-soft text-xs">{key.prefix}…</code>,
    },
    { id: 'role', header: 'Role', cell: (key) => humanize(key.role) },
    {
      id: 'used',
      header: 'Last used',
      from: 'md',
      cell: (key) => (
        <span className="text-ink-soft">{key.last_used_at ? format.dateTime(key.last_used_at) : 'Never'}</span>
      ),
    },
    {
      id: 'created',
      header: 'Created',
      from: 'lg',
      cell: (key) => <span className="text-ink-soft">{format.dayOf(key.created_at)}</span>,
    },
    {
      id: 'state',
      header: 'State',
      from: 'sm',
      cell: (key) =>
        key.revoked_at ? (
          <Badge dot>Revoked</Badge>
        ) : (
          <Badge tone="success" dot>
            Active
          </Badge>
        ),
    },
    {
      id: 'act',
      header: 'Action',
      align: 'end',
      cell: (key) =>
        key.revoked_at ? (
          <Badge className="sm:hidden">Revoked</Badge>
        ) : (
          <Button size="sm" onClick={() => onRevoke(key)} aria-label={`Revoke ${key.name}`}>
            Revoke
          </Button>
        ),
    },
  ];
}

export function ApiKeysPage() {
  const keys = trpc.access.list_api_keys.useQuery();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const columns = useColumns(setRevoking);
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      New key
    </Button>
  );
  return (
    <>
      <PageHeader
        title="API keys"
        description="For programs that call the REST API. A key acts for this company with the role you give it."
        actions={create}
      />
      <Card flush>
        {keys.error ? (
          <ProblemState error={keys.error} onRetry={() => keys.refetch()} />
        ) : (
          <DataTable
            caption="API keys"
            columns={columns}
            rows={keys.data?.data}
            rowKey={(key) => key.id}
            skeletonRows={3}
            empty={
              <EmptyState icon={KeyRound} title="No API keys" action={create}>
                Create one for each program, so that each can be revoked alone.
              </EmptyState>
            }
          />
        )}
      </Card>
      <CreateKeyDialog open={creating} onOpenChange={setCreating} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}
