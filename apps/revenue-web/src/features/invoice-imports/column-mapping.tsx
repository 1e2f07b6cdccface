import { IMPORT_FIELDS, NEEDED_IMPORT_FIELDS } from '@revenue/billing-core/invoice-imports';
import { currencyOptions } from '../../format/places.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import type { FileHead } from '../csv-import/read-head.ts';
import { FIELD_WORDS, type ImportChoices } from './import-choices.ts';

type Props = { head: FileHead; choices: ImportChoices; onChange: (choices: ImportChoices) => void };

const isNeeded = (field: string) => NEEDED_IMPORT_FIELDS.some((needed) => needed === field);

/** Which column says what, each with the first value that it has in the file. */
export function ColumnMapping({ head, choices, onChange }: Props) {
  const options = head.header.map((name) => ({ value: name, label: name }));
  const sampleOf = (name: string | undefined) => {
    const at = name === undefined ? -1 : head.header.indexOf(name);
    const sample = head.rows.map((row) => row[at] ?? '').find((cell) => cell !== '');
    return sample === undefined ? undefined : `Such as ${sample.slice(0, 40)}`;
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {IMPORT_FIELDS.map((field) => (
        <Field
          key={field}
          label={FIELD_WORDS[field]}
          required={isNeeded(field)}
          optional={!isNeeded(field)}
          hint={sampleOf(choices.columns[field])}
        >
          <Select
            value={choices.columns[field] ?? ''}
            placeholder="No column"
            options={options}
            onChange={(event) =>
              onChange({ ...choices, columns: { ...choices.columns, [field]: event.target.value || undefined } })
            }
          />
        </Field>
      ))}
    </div>
  );
}

/** What no column says. */
export function ImportRules({ choices, onChange }: Omit<Props, 'head'>) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {choices.columns.currency ? null : (
        <Field label="Currency of all rows" required>
          <Select
            value={choices.currency}
            options={currencyOptions}
            onChange={(event) => onChange({ ...choices, currency: event.target.value })}
          />
        </Field>
      )}
      <Field
        label="Credit notes begin with"
        optional
        hint="Numbers with this beginning are credit notes; their quantities are negative."
      >
        <Input
          value={choices.credit_prefix}
          maxLength={10}
          onChange={(event) => onChange({ ...choices, credit_prefix: event.target.value })}
        />
      </Field>
      <Checkbox
        className="sm:col-span-2"
        checked={choices.walk_in}
        onChange={(event) => onChange({ ...choices, walk_in: event.target.checked })}
        label="Rows without a customer go to a walk-in customer of their country"
        hint="Otherwise they are refused, and listed with that reason."
      />
    </div>
  );
}
