import type { FieldValues } from 'react-hook-form';
import { Field } from '../ui/field.tsx';
import { DateInput } from '../ui/input.tsx';
import { type FormFieldProps, fieldParts } from './text-field.tsx';

export function DateField<Values extends FieldValues, Sent>(props: FormFieldProps<Values, Sent>) {
  return (
    <Field {...fieldParts(props)}>
      <DateInput {...props.form.register(props.name)} />
    </Field>
  );
}
