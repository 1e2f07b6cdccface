import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Mapping } from './csv-report.ts';
import type { FileHead } from './read-head.ts';

type Props = {
  head: FileHead;
  columns: readonly string[];
  /** The field that a heading means by itself. */
  fieldOf: (heading: string) => string | null;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
};

/** Which column holds which field, each with the first value it has in the file. */
export function FieldMapping({ head, columns, fieldOf, mapping, onChange }: Props) {
  const options = head.header.map((name) => ({ value: name, label: name }));
  const recognised = (field: string) => head.header.find((name) => fieldOf(name) === field);
  const sampleOf = (name: string | undefined) => {
    const at = name === undefined ? -1 : head.header.indexOf(name);
    const sample = head.rows.map((row) => row[at] ?? '').find((cell) => cell !== '');
    return sample === undefined ? undefined : `Such as ${sample.slice(0, 40)}`;
  };
  const change = (field: string, name: string) => {
    const { [field]: _, ...others } = mapping;
    onChange(name === '' || name === recognised(field) ? others : { ...others, [field]: name });
  };
  return (
    <fieldset className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
      <legend className="mb-2 font-medium text-ink text-sm">Which column holds what</legend>
      {columns.map((field) => {
        const known = recognised(field);
        const name = mapping[field] ?? known;
        return (
          <Field key={field} label={field} hint={sampleOf(name)}>
            <Select
              value={name ?? ''}
              {...(known ? {} : { placeholder: 'No column' })}
              options={options}
              onChange={(event) => change(field, event.target.value)}
            />
          </Field>
        );
      })}
    </fieldset>
  );
}
