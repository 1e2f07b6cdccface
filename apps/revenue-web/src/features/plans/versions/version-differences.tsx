import type { PlanComparison } from '@revenue/billing-core/catalog';
import { useFormat } from '../../../format/use-format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { factWords, fieldWords } from './difference-words.ts';

type Difference = PlanComparison['terms'][number];

const tones: Record<string, Tone> = { added: 'success', removed: 'danger', changed: 'warning', same: 'neutral' };
const states: Record<string, string> = { added: 'New', removed: 'Gone', changed: 'Changed', same: 'As before' };

function Changes({
  caption,
  changes,
  currency,
}: {
  caption: string;
  changes: readonly Difference[];
  currency: string;
}) {
  const format = useFormat();
  return (
    <table className="w-full table-fixed text-xs">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col" className="w-2/5">
            What
          </th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row" className="w-2/5 border-line border-t py-1.5 pr-3 text-left font-normal text-ink-soft">
              {fieldWords(field)}
            </th>
            <td className="tabular border-line border-t py-1.5 pr-3 text-ink-soft line-through decoration-ink-faint">
              {factWords(field, before, currency, format)}
            </td>
            <td className="tabular border-line border-t py-1.5 font-medium text-ink">
              {factWords(field, after, currency, format)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What differs between two versions of a plan, component by component. */
export function VersionDifferences({ comparison }: { comparison: PlanComparison }) {
  const { terms, components, to } = comparison;
  const isSame = terms.length === 0 && components.every(({ state }) => state === 'same');
  if (isSame) return <p className="text-ink-soft text-sm">The two say the same.</p>;
  return (
    <div className="flex flex-col gap-4">
      {terms.length > 0 ? (
        <section aria-label="Period and trial">
          <h3 className="mb-1 font-medium text-ink text-sm">Period and trial</h3>
          <Changes caption="Period and trial" changes={terms} currency={to.currency} />
        </section>
      ) : null}
      {components.map(({ state, before, after, changes }) => {
        const component = after ?? before;
        if (!component) return null;
        return (
          <section key={component.id} aria-label={component.name}>
            <h3 className="mb-1 flex items-center gap-2 font-medium text-ink text-sm">
              {component.name} <Badge tone={tones[state] ?? 'neutral'}>{states[state]}</Badge>
            </h3>
            {changes.length > 0 ? <Changes caption={component.name} changes={changes} currency={to.currency} /> : null}
          </section>
        );
      })}
    </div>
  );
}
