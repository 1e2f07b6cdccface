import type { PlanMigrationPreview, PublishedVersion } from '@revenue/billing-core/catalog';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/select.tsx';
import type { MigrationTerms } from './use-migration-terms.ts';

const reasons: Record<string, string> = {
  meter: 'the same meter',
  product: 'the same product',
  name: 'the same name',
  position: 'the only one left of its kind',
  choice: 'as you chose',
};

/** Which component follows which: quantities and agreed prices go along. */
export function MappingCard(props: {
  preview: PlanMigrationPreview;
  from: PublishedVersion;
  to: PublishedVersion;
  terms: MigrationTerms;
}) {
  const { preview, from, to, terms } = props;
  const kindOf = (id: string) => from.components.find((component) => component.id === id)?.kind;
  return (
    <Card title="Components" description="What each becomes. Quantities, and prices agreed with a customer, go along.">
      <table className="w-full text-sm">
        <caption className="sr-only">Which component follows which</caption>
        <thead className="text-left text-ink-faint text-xs">
          <tr>
            <th scope="col" className="py-1.5 font-medium">
              Version {from.version}
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Version {to.version}
            </th>
            <th scope="col" className="py-1.5 pl-4 font-medium max-sm:hidden">
              Because
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.mapping.map(({ from: old, to: next, by }) => (
            <tr key={old.id}>
              <th scope="row" className="border-line border-t py-2 pr-4 text-left font-normal text-ink">
                {old.name}
              </th>
              <td className="border-line border-t py-2">
                <Select
                  aria-label={`What ${old.name} becomes`}
                  value={next?.id ?? ''}
                  onChange={(event) => terms.pair(old.id, event.target.value || null)}
                  options={[
                    { value: '', label: 'Ends' },
                    ...to.components
                      .filter(({ kind }) => kind === kindOf(old.id))
                      .map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                />
              </td>
              <td className="border-line border-t py-2 pl-4 text-ink-soft text-xs max-sm:hidden">
                {by === null ? 'nothing is like it' : reasons[by]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.new_components.length > 0 ? (
        <p className="mt-3 text-ink-soft text-sm">
          New for everybody, one each: {preview.new_components.map(({ name }) => name).join(', ')}.
        </p>
      ) : null}
    </Card>
  );
}
