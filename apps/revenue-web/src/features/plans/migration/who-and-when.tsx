import type { PlanDetail } from '@revenue/billing-core/catalog';
import { X } from 'lucide-react';
import { trpc } from '../../../api/trpc.ts';
import { counted } from '../../../format/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { CustomerCombobox } from '../../customers/customer-combobox.tsx';
import type { MigrationTerms } from './use-migration-terms.ts';

function Chosen({ id, onRemove }: { id: string; onRemove: () => void }) {
  const customer = trpc.customers.get.useQuery({ id }, { staleTime: 60_000 });
  const name = customer.data?.name ?? '…';
  return (
    <li className="flex items-center justify-between gap-2 py-1 text-sm">
      {name}
      <Button size="sm" variant="ghost" aria-label={`Leave ${name} out`} icon={<X aria-hidden />} onClick={onRemove} />
    </li>
  );
}

/** From which version to which, whom, and when. */
export function WhoAndWhen({ plan, terms }: { plan: PlanDetail; terms: MigrationTerms }) {
  const options = plan.versions.map(({ version, subscriptions }) => ({
    value: String(version),
    label: `Version ${version} (${counted(subscriptions, 'subscriber')})`,
  }));
  return (
    <Card title="Who, and when">
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="From">
            <Select
              value={String(terms.from)}
              options={options}
              onChange={(event) => terms.setFrom(Number(event.target.value))}
            />
          </Field>
          <Field label="To" error={terms.from === terms.to ? 'They are on it already; choose another.' : undefined}>
            <Select
              value={String(terms.to)}
              options={options}
              onChange={(event) => terms.setTo(Number(event.target.value))}
            />
          </Field>
        </div>
        <div className="flex flex-wrap gap-4">
          <Segmented
            label="When"
            name="when"
            value={terms.when}
            onChange={terms.setWhen}
            segments={[
              { value: 'renewal', label: 'At renewal' },
              { value: 'now', label: 'Now, prorated' },
            ]}
          />
          <Segmented
            label="Whom"
            name="who"
            value={terms.who}
            onChange={terms.setWho}
            segments={[
              { value: 'all', label: 'All subscribers' },
              { value: 'some', label: 'Some customers' },
            ]}
          />
        </div>
        {terms.who === 'some' ? (
          <div>
            <Field label="Customer to move">
              <CustomerCombobox value={undefined} onChange={(id) => id && terms.add(id)} placeholder="Add a customer" />
            </Field>
            <ul className="mt-2 divide-y divide-line">
              {terms.customers.map((id) => (
                <Chosen key={id} id={id} onRemove={() => terms.remove(id)} />
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
