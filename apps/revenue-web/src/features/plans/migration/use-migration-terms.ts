import type { PlanDetail } from '@revenue/billing-core/catalog';
import { useState } from 'react';

export type When = 'now' | 'renewal';
export type Who = 'all' | 'some';

/** What a migration is told, as the page holds it. */
export function useMigrationTerms(plan: PlanDetail, asked: { from: string | undefined; to: string | undefined }) {
  const [latest, before] = plan.versions;
  const [from, setFrom] = useState(Number(asked.from) || (before ?? latest)?.version || 1);
  const [to, setTo] = useState(Number(asked.to) || latest?.version || 1);
  const [when, setWhen] = useState<When>('renewal');
  const [who, setWho] = useState<Who>('all');
  const [customers, setCustomers] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map());
  const isComplete = from !== to && (who === 'all' || customers.length > 0);
  const input = {
    id: plan.id,
    from_version: from,
    to_version: to,
    when,
    ...(who === 'some' ? { customer_ids: [...customers] } : {}),
    ...(chosen.size > 0
      ? {
          mapping: [...chosen].map(([from_component_id, to_component_id]) => ({ from_component_id, to_component_id })),
        }
      : {}),
  };
  const versionChosen = (set: (version: number) => void) => (version: number) => {
    set(version);
    // Pairs are of two versions; with another one they say nothing.
    setChosen(new Map());
  };
  return {
    from,
    to,
    when,
    who,
    customers,
    input,
    isComplete,
    setFrom: versionChosen(setFrom),
    setTo: versionChosen(setTo),
    setWhen,
    setWho,
    add: (id: string) => setCustomers((known) => (known.includes(id) ? known : [...known, id])),
    remove: (id: string) => setCustomers((known) => known.filter((other) => other !== id)),
    pair: (from_id: string, to_id: string | null) => setChosen((known) => new Map(known).set(from_id, to_id)),
  };
}
export type MigrationTerms = ReturnType<typeof useMigrationTerms>;
