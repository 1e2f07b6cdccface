import type { CustomerDetail } from '@revenue/billing-core/customers';
import type { PaymentMethod } from '@revenue/billing-core/payment-methods';
import { Link } from '@tanstack/react-router';
import { Ellipsis, Plus, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { useToday } from '../test-clock/use-test-clock.ts';
import { methodName } from './method-words.ts';
import { RecordMethodDialog } from './record-method-dialog.tsx';

function useRefresh() {
  const cache = trpc.useUtils();
  return () => Promise.all([cache.payment_methods.invalidate(), cache.customers.timeline.invalidate()]);
}

function RemoveDialog({ method, isLast, onClose }: { method: PaymentMethod; isLast: boolean; onClose: () => void }) {
  const refresh = useRefresh();
  const end = trpc.payment_methods.end.useMutation({
    onSuccess: async () => {
      toast.done('Payment method removed', methodName(method));
      onClose();
      await refresh();
    },
  });
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(open) => open || onClose()}
      title={`Remove ${methodName(method)}?`}
      confirmLabel="Remove"
      busy={end.isPending}
      onConfirm={() => end.mutate({ id: method.id })}
    >
      <p>It stays in the log of the customer, and is not used any more.</p>
      {isLast ? (
        <p>
          It is the only one. A trial that ends without a payment method is then billed, paused or canceled, as its
          subscription says.
        </p>
      ) : null}
      <FormProblem error={end.error} />
    </ConfirmDialog>
  );
}

function Method({ method, today, isLast }: { method: PaymentMethod; today: string; isLast: boolean }) {
  const format = useFormat();
  const refresh = useRefresh();
  const [removing, setRemoving] = useState(false);
  const setDefault = trpc.payment_methods.set_default.useMutation({
    onSuccess: refresh,
    onError: (error) => toast.failed('The default stays as it was', readProblem(error).message),
  });
  const { expires_on, is_default, label, reference } = method;
  const isOver = expires_on !== null && expires_on < today;
  const facts = [
    label !== null && reference !== null ? reference : '',
    expires_on === null ? '' : `${isOver ? 'held' : 'holds'} until ${format.date(expires_on)}`,
    `recorded ${format.date(method.created_at.slice(0, 10))}`,
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 py-2 first:pt-1 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 gap-y-1 text-ink text-sm">
          <span className="font-medium">{methodName(method)}</span>
          {is_default ? <Badge tone="info">Default</Badge> : null}
          {isOver ? <Badge tone="warning">Over</Badge> : null}
        </p>
        <p className="wrap-anywhere text-ink-faint text-xs first-letter:uppercase">{facts.join(' · ')}</p>
      </div>
      <Menu
        trigger={
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Actions of ${methodName(method)}`}
            icon={<Ellipsis aria-hidden />}
          />
        }
      >
        {is_default ? null : (
          <MenuItem icon={<Star aria-hidden />} onSelect={() => setDefault.mutate({ id: method.id })}>
            Make it the default
          </MenuItem>
        )}
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setRemoving(true)}>
          Remove…
        </MenuItem>
      </Menu>
      {removing ? <RemoveDialog method={method} isLast={isLast} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}

/** What is billed to a parent is paid as the parent has agreed. */
function PayerNote({ customer: { family } }: { customer: CustomerDetail }) {
  if (!family.payer) return null;
  return (
    <p className="mb-2 text-ink-soft text-sm">
      What billing runs bill is paid as{' '}
      <Link
        to="/customers/$customerId"
        params={{ customerId: family.payer.id }}
        className="text-accent-ink underline-offset-2 hover:underline"
      >
        {family.payer.name}
      </Link>{' '}
      has agreed.
    </p>
  );
}

const none = (
  <p className="text-ink-soft text-sm">
    None is recorded: invoices are paid on their terms. A trial that shall not end in a pause or a cancellation needs
    one.
  </p>
);

/** How the customer has agreed to pay; what has ended is in the timeline. */
export function CustomerPaymentMethods({ customer }: { customer: CustomerDetail }) {
  const [recording, setRecording] = useState(false);
  const today = useToday();
  const list = trpc.payment_methods.list.useQuery({ id: customer.id });
  if (list.error) return <ProblemState error={list.error} onRetry={() => list.refetch()} />;
  const methods = list.data?.data.filter(({ ended_at }) => ended_at === null);
  return (
    <Card
      title="Payment methods"
      description="Recorded by hand: nothing is charged by them."
      actions={
        <Button size="sm" variant="ghost" icon={<Plus aria-hidden />} onClick={() => setRecording(true)}>
          Record
        </Button>
      }
    >
      <PayerNote customer={customer} />
      {methods === undefined ? <SkeletonLines lines={2} /> : null}
      {methods?.length === 0 ? none : null}
      <ul className="divide-y divide-line">
        {methods?.map((method) => (
          <Method key={method.id} method={method} today={today} isLast={methods.length === 1} />
        ))}
      </ul>
      {recording ? (
        <RecordMethodDialog customer={customer} isFirst={methods?.length === 0} onClose={() => setRecording(false)} />
      ) : null}
    </Card>
  );
}
